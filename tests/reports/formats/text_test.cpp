// The report for people, as a whole.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/reports/sample_runs.hpp"
#include "tests/support/golden.hpp"

namespace squall {
namespace {

std::string text_of(const Report& report, bool colour = false) {
  return find_format("text")->write(report, Style{colour});
}

TEST(TextFormat, TellsOfARunThatFailed) {
  expect_golden("reports/failed.txt", text_of(poor_report()));
}

TEST(TextFormat, TellsOfARunThatHeld) { expect_golden("reports/held.txt", text_of(good_report())); }

TEST(TextFormat, TellsOfARunThatWasCut) { expect_golden("reports/cut.txt", text_of(cut_report())); }

TEST(TextFormat, TellsOfSideEffects) { expect_golden("reports/tools.txt", text_of(tool_report())); }

TEST(TextFormat, NamesTheStackThatTellsNoVersions) {
  RunBegan run;
  run.stack = "resilient";
  const History history{{run, StackReady{Instant{0}, run.stack, {}}}, false};
  EXPECT_NE(text_of(make_report(history, quiet_hour())).find("\nstack     resilient\n"),
            std::string::npos);
}

TEST(TextFormat, ColoursTheSameText) {
  const std::string coloured = text_of(poor_report(), true);
  std::string stripped;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b')
      i = coloured.find('m', i);
    else
      stripped += coloured[i];
  }
  EXPECT_NE(coloured, stripped);
  EXPECT_EQ(stripped, text_of(poor_report()));
}

TEST(TextFormat, KeepsWithinTheLine) {
  for (const Report& report : {poor_report(), good_report(), cut_report(), tool_report()}) {
    std::istringstream lines(text_of(report));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), line_width) << line;
  }
}

TEST(TextFormat, SurvivesAnEmptyHistory) {
  EXPECT_TRUE(text_of(make_report(History{}, quiet_hour())).starts_with("UNKNOWN"));
}

}  // namespace
}  // namespace squall
