// The official SDKs, unmodified, under time warp: what the application sees of an outage.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <regex>

#include "reports/report.hpp"
#include "runner/commands/command.hpp"
#include "runner/commands/judging.hpp"
#include "scenarios/parse.hpp"
#include "tests/support/program.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

// The stacks that are set up. One that is not is named with the reason; where that must not be,
// SQUALL_ALLOW_SKIP=0 makes it a failure.
std::vector<std::string> ready(const std::vector<std::string>& names, std::string& missing) {
  const std::vector<Stack> all = bundled_stacks();
  std::vector<std::string> found;
  for (const std::string& name : names) {
    const std::string why = what_is_missing(stack_named(all, name));
    if (why.empty())
      found.push_back(name);
    else
      missing += name + ": " + why + "\n";
  }
  return found;
}

bool may_skip() {
  const char* allowed = std::getenv("SQUALL_ALLOW_SKIP");
  return allowed == nullptr || std::string_view(allowed) != "0";
}

// Runs them side by side; gives the reports by stack.
std::map<std::string, Report> run_stacks(const TemporaryDirectory& folder, const std::string& file,
                                         const std::vector<std::string>& stacks,
                                         const std::string& speed) {
  const std::string out = folder.path() + "/out";
  std::vector<std::string> arguments{"run", file, "--speed", speed, "--out", out, "--stack"};
  arguments.insert(arguments.end(), stacks.begin(), stacks.end());
  const Ran ran = run_squall(arguments);
  EXPECT_LE(ran.exit_code, 2) << ran.err;
  std::map<std::string, Report> reports;
  for (const std::string& stack : stacks)
    reports.emplace(stack, judge_directory(out + "/" + stack));
  return reports;
}

// June 5 with the three models whose recovery all sources give, each asked every 10 s as in the
// file, until the last of them is well.
std::string narrowed_june5() {
  std::string text = read_text_file(find_scenario("2026-06-05-anthropic-staggered"));
  const auto replace = [&text](const std::string& pattern, const std::string& by) {
    const std::string before = text;
    text = std::regex_replace(text, std::regex(pattern), by);
    EXPECT_NE(text, before) << pattern;
  };
  replace("duration: 3h25min", "duration: 1h58min");
  replace("rate: 36/min", "rate: 18/min");
  replace("models: \\[.*\\]", "models: [claude-opus-4-6, claude-sonnet-4-6, claude-opus-4-8]");
  return text;
}

const std::vector<std::string> official_sdks{"anthropic-node", "anthropic-python"};

TEST(OfficialSdks, SeeTheModelsOfJune5AnswerAgainWhenTheSourcesSay) {
  std::string missing;
  const auto stacks = ready(official_sdks, missing);
  if (!missing.empty() && !may_skip()) FAIL() << missing;
  if (stacks.empty()) GTEST_SKIP() << missing;
  const TemporaryDirectory folder;
  const std::string file = folder.write("june5.yaml", narrowed_june5());
  const std::map<std::string, Instant> expected{
      {"claude-opus-4-6", 17min}, {"claude-sonnet-4-6", 75min}, {"claude-opus-4-8", 111min}};
  for (const auto& [stack, report] : run_stacks(folder, file, stacks, "90")) {
    ASSERT_EQ(report.judgement.models.size(), expected.size()) << stack;
    for (const ModelJudgement& model : report.judgement.models) {
      const Duration off = model.calls.at - expected.at(model.model);
      EXPECT_EQ(model.calls.state, Recovery::State::recovered) << stack << " " << model.model;
      EXPECT_LE(std::chrono::abs(off), 30s) << stack << " " << model.model << ": " << print(off);
    }
  }
}

// Neither SDK's everyday streaming loop checks for the end of the stream (facts: clients), and both
// report the versions they ran with.
TEST(OfficialSdks, DeliverSilentlyTruncatedStreamsAsComplete) {
  std::string missing;
  const auto stacks = ready(official_sdks, missing);
  if (!missing.empty() && !may_skip()) FAIL() << missing;
  if (stacks.empty()) GTEST_SKIP() << missing;
  const TemporaryDirectory folder;
  const std::string file = find_scenario("silent_truncation");
  for (const auto& [stack, report] : run_stacks(folder, file, stacks, "60")) {
    const Figures& all = report.judgement.all;
    EXPECT_GT(all.count(Ending::truncated), 50U) << stack;
    EXPECT_EQ(all.count(Ending::wrong), 0U) << stack;
    EXPECT_EQ(all.count(Ending::hung), 0U) << stack;
    EXPECT_EQ(report.verdict, Verdict::failed) << stack;
    ASSERT_NE(report.judgement.stories.stack, nullptr) << stack;
    EXPECT_FALSE(report.judgement.stories.stack->versions.empty()) << stack;
  }
}

}  // namespace
}  // namespace squall
