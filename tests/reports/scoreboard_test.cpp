// Several stacks on one board, and what all reports share.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/reports/sample_runs.hpp"
#include "tests/support/golden.hpp"

namespace squall {
namespace {

TEST(Scoreboard, HasALineForEachStackAndForEachThatWasSkipped) {
  const Report reports[] = {poor_report(), cut_report(), good_report()};
  const Skipped skipped[] = {{"litellm-gateway", "python3 is not installed"},
                             {"go-openai", "statically linked programs cannot be run at speed 60"}};
  const std::string board = scoreboard(reports, skipped, Style{});
  expect_golden("reports/scoreboard.txt", board);
  std::istringstream lines(board);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), line_width) << line;
}

TEST(Scoreboard, OfSkippedStacksOnlySaysWhy) {
  const Skipped skipped[] = {{"a", "it is not here"}};
  EXPECT_EQ(scoreboard({}, skipped, Style{}), "a skipped: it is not here\n");
}

TEST(Report, GivesTheExitCodeOfItsVerdict) {
  EXPECT_EQ(exit_code(Verdict::held), 0);
  EXPECT_EQ(exit_code(Verdict::failed), 1);
  EXPECT_EQ(exit_code(Verdict::unknown), 2);
}

TEST(Report, RepeatsTheRunWithTheFileItWasGiven) {
  EXPECT_EQ(repeat_command(good_report()),
            "squall run scenarios/example.yaml --stack anthropic-node --seed 7 --speed 60");
}

TEST(Report, QuotesForTheShell) {
  History history;
  RunBegan run;
  run.scenario = "it's mine";
  history.events = {run};
  EXPECT_EQ(repeat_command(make_report(history, quiet_hour())),
            "squall run 'it'\\''s mine' --seed 0");
}

TEST(Report, FormatsAreFoundByName) {
  for (const Format* format : format_catalog()) EXPECT_EQ(find_format(format->name), format);
  EXPECT_EQ(find_format("interpretive dance"), nullptr);
}

}  // namespace
}  // namespace squall
