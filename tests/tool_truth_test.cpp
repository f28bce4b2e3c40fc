// Tool calls that are cut, in whole runs: an answer is true only when its tool has run.
#include <gtest/gtest.h>

#include "reports/report.hpp"
#include "runner/commands/command.hpp"
#include "runner/commands/simulate.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

// A hundred calls with a tool; half of all streams stop half-way and look well. The fallback is
// spared: six tries at the same odds would leave one call in thirty without any answer.
const Scenario& cut_tools() {
  static const Scenario scenario = parse_scenario(
      "name: cut_tools\ntitle: Tool calls are cut.\nduration: 10min\nrules:\n"
      "  - {id: cut, during: 0..8min, where: {model: claude-opus-4-8}, share: 1/2,\n"
      "     fault: silent_truncation, with: {at: 1/2}}\n"
      "workload:\n  rate: 10/min\n  classes:\n"
      "    - {name: agent, models: claude-opus-4-8, fallbacks: claude-haiku-4-5, deadline: 60s,\n"
      "       tools: true}\n",
      "cut_tools.yaml", full_vocabulary());
  return scenario;
}

Report report_of(const char* stack, std::uint64_t seed) {
  return make_report(simulate(cut_tools(), seed, *find_reference(stack)), cut_tools());
}

bool was_cut_before_its_tool(const Story& story) {
  return asked_for_tool(story.attempts.back()) && !story.attempts.back().began->rules.empty();
}

class ToolTruth : public testing::TestWithParam<std::uint64_t> {};

TEST_P(ToolTruth, OfAStackThatBelievesEvery200IsTrueOnlyWithItsCharge) {
  const Report report = report_of("naive", GetParam());
  std::uint64_t cut = 0;
  for (std::size_t i = 0; i < report.judgement.calls.size(); ++i) {
    const Story& story = report.judgement.stories.calls[i];
    const JudgedCall& judged = report.judgement.calls[i];
    ASSERT_FALSE(story.attempts.empty());
    if (judged.ending == Ending::answered_truly) {
      EXPECT_EQ(story.effects.size(), 1U) << story.began->call;
    }
    if (!was_cut_before_its_tool(story)) continue;
    ++cut;
    EXPECT_EQ(judged.ending, Ending::truncated) << story.began->call;
    EXPECT_EQ(judged.detail, "a tool call was to follow") << story.began->call;
    EXPECT_TRUE(story.effects.empty()) << story.began->call;
  }
  EXPECT_GT(cut, 20U);
  EXPECT_GT(report.judgement.all.count(Ending::answered_truly), 20U);
  EXPECT_EQ(report.verdict, Verdict::failed);
}

TEST_P(ToolTruth, OfAResilientStackIsTrueForEveryCallWithOneCharge) {
  const Report report = report_of("resilient", GetParam());
  const Figures& all = report.judgement.all;
  EXPECT_EQ(all.calls(), 100U);
  EXPECT_EQ(all.count(Ending::answered_truly), 100U);
  EXPECT_EQ(report.judgement.effects, (EffectCounts{100, 0}));
  EXPECT_EQ(report.verdict, Verdict::held);
}

INSTANTIATE_TEST_SUITE_P(Seeds, ToolTruth, testing::Range<std::uint64_t>(1, 6));

}  // namespace
}  // namespace squall
