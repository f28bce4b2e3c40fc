// The official SDKs, unmodified, under time warp: what the application sees of an outage.
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "reports/report.hpp"
#include "runner/commands/command.hpp"
#include "runner/commands/judging.hpp"
#include "scenarios/parse.hpp"
#include "tests/support/program.hpp"
#include "tests/support/skip.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

const std::vector<std::string> official_sdks{"anthropic-node", "anthropic-python"};

std::string what_is_missing_of(const std::string& name) {
  return what_is_missing(stack_named(bundled_stacks(), name));
}

using ReportByStack = std::map<std::string, Report>;

// Runs all stacks that are set up side by side, because the time of a run is the same for one and
// for both. Called once for each scenario; the tests judge their own stack's report.
ReportByStack run_ready_stacks(const std::string& file, const std::string& speed) {
  const TemporaryFolder folder;
  const std::string out = folder.path() + "/out";
  std::vector<std::string> arguments{"run", file, "--speed", speed, "--out", out, "--stack"};
  std::vector<std::string> ready;
  for (const std::string& name : official_sdks)
    if (what_is_missing_of(name).empty()) ready.push_back(name);
  arguments.insert(arguments.end(), ready.begin(), ready.end());
  const Ran ran = run_squall(arguments);
  EXPECT_LE(ran.exit_code, 2) << ran.err;
  ReportByStack reports;
  for (const std::string& name : ready) reports.emplace(name, judge_directory(out + "/" + name));
  return reports;
}

// June 5 with the three models whose recovery all sources give, each asked every 10 s as in the
// file, until every rule that is about them has been live. Rules about others could never act.
std::string narrowed_june5() {
  std::string text = read_text_file(find_scenario("2026-06-05-anthropic-staggered"));
  const auto replace = [&text](const std::string& pattern, const std::string& by) {
    const std::string before = text;
    text = std::regex_replace(text, std::regex(pattern), by);
    EXPECT_NE(text, before) << pattern;
  };
  replace("duration: 3h25min", "duration: 2h22min");
  replace("rate: 36/min", "rate: 18/min");
  replace("models: \\[.*\\]", "models: [claude-opus-4-6, claude-sonnet-4-6, claude-opus-4-8]");
  replace("  - id: opus-4-7\n[^]*(?=  - id: residual\n)", "");
  return text;
}

// A test for each stack; one whose stack is not set up says so.
class OfficialSdk : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const std::string missing = what_is_missing_of(GetParam());
    if (!missing.empty()) skip_or_fail(GetParam() + ": " + missing);
  }
};

INSTANTIATE_TEST_SUITE_P(Stock, OfficialSdk, testing::ValuesIn(official_sdks),
                         [](const auto& stack) {
                           return std::regex_replace(stack.param, std::regex("-"), "_");
                         });

TEST_P(OfficialSdk, SeesTheModelsOfJune5AnswerAgainWhenTheSourcesSay) {
  static const ReportByStack reports = [] {
    const TemporaryFolder folder;
    return run_ready_stacks(folder.write("june5.yaml", narrowed_june5()), "90");
  }();
  const std::map<std::string, Instant> expected{
      {"claude-opus-4-6", 17min}, {"claude-sonnet-4-6", 75min}, {"claude-opus-4-8", 111min}};
  const Report& report = reports.at(GetParam());
  ASSERT_EQ(report.judgement.models.size(), expected.size());
  for (const ModelJudgement& model : report.judgement.models) {
    const Duration off = model.calls.at - expected.at(model.model);
    EXPECT_EQ(model.calls.state, Recovery::State::recovered) << model.model;
    EXPECT_LE(std::chrono::abs(off), 30s) << model.model << ": " << print(off);
  }
}

// Neither SDK's everyday streaming loop checks for the end of the stream (facts: clients), and both
// report the versions they ran with.
TEST_P(OfficialSdk, DeliversSilentlyTruncatedStreamsAsComplete) {
  static const ReportByStack reports = run_ready_stacks(find_scenario("silent_truncation"), "60");
  const Report& report = reports.at(GetParam());
  const Figures& all = report.judgement.all;
  EXPECT_GT(all.count(Ending::truncated), 50U);
  // Of a stream that stops before its first delta nothing is left, and that too is delivered.
  for (const JudgedCall& call : report.judgement.calls) {
    if (call.ending != Ending::wrong) continue;
    EXPECT_EQ(call.flaw, Flaw::empty) << call.detail;
  }
  EXPECT_EQ(all.count(Ending::hung), 0U);
  EXPECT_EQ(report.verdict, Verdict::failed);
  ASSERT_NE(report.judgement.stories.stack, nullptr);
  EXPECT_FALSE(report.judgement.stories.stack->versions.empty());
}

}  // namespace
}  // namespace squall
