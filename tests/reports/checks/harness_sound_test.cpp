// Runs that cannot be trusted.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

Finding check(const History& history, const Scenario& scenario = quiet_hour()) {
  return run_named_check("harness_sound", history, scenario);
}

HistoryWriter one_call() {
  HistoryWriter writer;
  writer.good_call("c1", seconds(1));
  return writer;
}

TEST(HarnessSound, HoldsForAWholeHistory) {
  EXPECT_EQ(check(one_call().finished()).verdict, Verdict::held);
}

TEST(HarnessSound, FailsWhereTheStackCrashed) {
  HistoryWriter writer = one_call();
  writer.record(StackTrouble{minutes(3), "crashed", "exit code 139"});
  const Finding finding = check(writer.finished());
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.measured, "the stack: crashed at +3min (exit code 139)");
}

TEST(HarnessSound, IsUnknownWhereTheStackHadOtherTrouble) {
  HistoryWriter writer = one_call();
  writer.record(StackTrouble{minutes(3), "slow", ""});
  EXPECT_EQ(check(writer.finished()).measured, "the stack: slow at +3min");
  EXPECT_EQ(check(writer.finished()).verdict, Verdict::unknown);
}

TEST(HarnessSound, TellsTheFirstTroubleOfAKindAndHowMany) {
  HistoryWriter writer = one_call();
  for (int i = 1; i <= 3; ++i) writer.record(StackTrouble{minutes(i), "held_up", "for 6s"});
  writer.record(StackTrouble{minutes(5), "slow", ""});
  EXPECT_EQ(check(writer.finished()).measured,
            "the machine: held_up 3 times, first at +1min (for 6s); the stack: slow at +5min");
}

TEST(HarnessSound, IsUnknownForACutHistory) {
  const Finding finding = check(one_call().cut());
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured, "cut at +3s");
}

TEST(HarnessSound, IsUnknownForAnInterruptedRun) {
  HistoryWriter writer = one_call();
  writer.record(RunEnded{minutes(2), "interrupted"});
  EXPECT_EQ(check(writer.cut()).measured, "interrupted at +2min");
}

TEST(HarnessSound, IsUnknownForAnotherScenariosHistory) {
  Scenario other = quiet_hour();
  other.digest = 1;
  EXPECT_EQ(check(one_call().finished(), other).verdict, Verdict::unknown);
  EXPECT_EQ(check(one_call().finished(), other).measured,
            "the history is of another scenario, or of another version of this one");
}

TEST(HarnessSound, DoesNotBlameAStackThatCrashedInAnotherScenario) {
  Scenario other = quiet_hour();
  other.digest = 1;
  HistoryWriter writer = one_call();
  writer.record(StackTrouble{minutes(3), "crashed", ""});
  EXPECT_EQ(check(writer.finished(), other).verdict, Verdict::unknown);
}

TEST(HarnessSound, IsUnknownWithoutCalls) {
  HistoryWriter writer;
  EXPECT_EQ(check(writer.finished()).measured, "no calls were made");
}

TEST(HarnessSound, IsUnknownWhereEventsBelongToNothing) {
  HistoryWriter writer = one_call();
  writer.end("nobody", seconds(9), "failed");
  EXPECT_EQ(check(writer.finished()).measured, "1 event that belongs to nothing");
}

TEST(HarnessSound, IsUnknownWhereTheStackLostTheTags) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.attempt("~5", {.at = seconds(1), .meant = truth("~5")});
  writer.end("c1", seconds(2), "answered", truth("~5"));
  const Finding finding = check(writer.finished());
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured, "1 answer whose truth is unknown");
  EXPECT_EQ(finding.evidence, (Witnesses{{"c1"}, 1}));
}

}  // namespace
}  // namespace squall
