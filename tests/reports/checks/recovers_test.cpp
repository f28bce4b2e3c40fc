// Calls that stay bad after the outage.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

// The server is down from 10 to 30 minutes; calls come every minute, until the run ends.
Scenario twenty_minutes_down() {
  Scenario scenario = quiet_hour();
  scenario.rules = {down("down", minutes(10), minutes(30))};
  return scenario;
}

History bad_from_ten_until(int bad_until, int run_until = 60) {
  HistoryWriter writer;
  for (int i = 0; i < run_until; ++i) {
    const std::string tag = "c" + std::to_string(i);
    if (i >= 10 && i < bad_until)
      writer.failed_call(tag, minutes(i));
    else
      writer.good_call(tag, minutes(i));
  }
  return writer.finished(minutes(run_until));
}

Finding check(const History& history, const Given& given = {}) {
  return run_named_check("recovers", history, twenty_minutes_down(), given);
}

TEST(Recovers, HoldsWhereCallsAreWellInTime) {
  const Finding finding = check(bad_from_ten_until(33));
  EXPECT_EQ(finding.verdict, Verdict::held);
  EXPECT_EQ(finding.measured, "opus after 3min");
}

TEST(Recovers, HoldsWhereNothingWasHit) {
  EXPECT_EQ(check(bad_from_ten_until(0)).measured, "opus not hit");
  EXPECT_EQ(check(bad_from_ten_until(0)).verdict, Verdict::held);
}

TEST(Recovers, FailsWhereCallsAreBadForTooLong) {
  const Finding finding = check(bad_from_ten_until(39));
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.measured, "opus after 9min");
  EXPECT_EQ(finding.evidence, (Proof{{"c36", "c37", "c38"}, 3}));
}

TEST(Recovers, AllowsAsLongAsItIsTold) {
  EXPECT_EQ(check(bad_from_ten_until(39), {{"within", "9min"}}).verdict, Verdict::held);
  EXPECT_EQ(check(bad_from_ten_until(33), {{"within", "2min"}}).verdict, Verdict::failed);
}

TEST(Recovers, FailsWhereTheyNeverAre) {
  const Finding finding = check(bad_from_ten_until(60));
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.measured, "opus never");
}

TEST(Recovers, IsUnknownWhereTheRunEndedTooEarlyToTell) {
  EXPECT_EQ(check(bad_from_ten_until(60, 33)).verdict, Verdict::unknown);
}

TEST(Recovers, IsUnknownWithoutCallsAfterTheOutage) {
  const Finding finding = check(bad_from_ten_until(25, 29));
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured, "opus no calls after +30min");
}

TEST(Recovers, IsUnknownWhereTheServerItselfNeverDoes) {
  const Finding finding = run_named_check("recovers", bad_from_ten_until(60), quiet_hour());
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured, "opus the server was down to the end");
}

TEST(Recovers, NamesOnlyTheModelsThatDecide) {
  HistoryWriter writer;
  for (int i = 0; i < 60; ++i) {
    writer.good_call("a" + std::to_string(i), minutes(i), "haiku");
    const std::string tag = "b" + std::to_string(i);
    if (i >= 10)
      writer.failed_call(tag, minutes(i));
    else
      writer.good_call(tag, minutes(i));
  }
  const Finding finding = check(writer.finished());
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.measured, "opus never");
}

}  // namespace
}  // namespace squall
