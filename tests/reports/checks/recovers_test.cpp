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
  EXPECT_EQ(finding.evidence, (Witnesses{{"c35", "c36", "c37", "c38"}, 4}));
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

// The server answers well, and the application fails all the same.
void broken_call(HistoryWriter& writer, const std::string& tag, Instant due) {
  writer.call(tag, due);
  writer.attempt(tag, {.at = due, .meant = truth(tag)});
  writer.end(tag, due + seconds(1), "failed", "", "parse_error");
}

TEST(Recovers, FailsHoweverShortTheRunWhereTheServerWasWell) {
  HistoryWriter writer;
  for (int i = 0; i < 4; ++i) broken_call(writer, "c" + std::to_string(i), minutes(i));
  const Finding finding = run_named_check("recovers", writer.finished(minutes(4)), quiet_hour());
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.measured, "opus never once, and the server was well");
  EXPECT_EQ(finding.evidence, (Witnesses{{"c0", "c1", "c2", "c3"}, 4}));
}

TEST(Recovers, IsUnknownWhereCallsWentDownByThemselvesJustBeforeTheEnd) {
  HistoryWriter writer;
  for (int i = 0; i < 3; ++i) {
    const std::string tag = "c" + std::to_string(i);
    if (i < 2)
      writer.good_call(tag, minutes(i));
    else
      broken_call(writer, tag, minutes(i));
  }
  EXPECT_EQ(run_named_check("recovers", writer.finished(minutes(3))).verdict, Verdict::unknown);
}

TEST(Recovers, FailsWhereTheServerWasNeverAsked) {
  HistoryWriter writer;
  for (int i = 0; i < 4; ++i) {
    writer.call("c" + std::to_string(i), minutes(i));
    writer.end("c" + std::to_string(i), minutes(i), "failed", "", "no_key");
  }
  EXPECT_EQ(run_named_check("recovers", writer.finished(minutes(4))).verdict, Verdict::failed);
}

TEST(Recovers, AllowsItsTimeWhereAnOutageWasPlannedThatTheWireDidNotSee) {
  HistoryWriter writer;
  for (int i = 0; i < 33; ++i) {
    writer.call("c" + std::to_string(i), minutes(i));
    writer.end("c" + std::to_string(i), minutes(i), "failed", "", "breaker_open");
  }
  EXPECT_EQ(check(writer.finished(minutes(33))).verdict, Verdict::unknown);
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
