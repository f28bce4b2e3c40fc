// Side effects that were made again.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

Finding check(const HistoryWriter& writer, const Given& given = {}) {
  HistoryWriter finished = writer;
  return run_named_check("effects_once", finished.finished(), quiet_hour(), given);
}

HistoryWriter three_tool_calls() {
  HistoryWriter writer;
  for (int i = 1; i <= 3; ++i) writer.tool_call("c" + std::to_string(i), minutes(i));
  return writer;
}

// The second call charges for its own order again, and for the first one's.
HistoryWriter charged_again() {
  HistoryWriter writer = three_tool_calls();
  writer.charge("c2", minutes(5), "order-c2");
  writer.charge("c2", minutes(5), "order-c1");
  return writer;
}

TEST(EffectsOnce, HoldsWhereEachIsMadeOnce) {
  EXPECT_EQ(check(three_tool_calls()),
            (Finding{"effects_once",
                     Verdict::held,
                     "side effects that are made again for the same order: none",
                     "3 side effects, none of them made before",
                     {},
                     ""}));
}

TEST(EffectsOnce, FailsForThoseMadeAgainAndNamesTheirCall) {
  const Finding finding = check(charged_again());
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.measured, "5 side effects, 2 of them made before");
  EXPECT_EQ(finding.evidence, (Witnesses{{"c2"}, 1}));
  EXPECT_FALSE(finding.advice.empty());
}

TEST(EffectsOnce, HoldsUpToTheNumberThatIsAllowed) {
  EXPECT_EQ(check(charged_again(), {{"most", "2"}}).verdict, Verdict::held);
  EXPECT_EQ(check(charged_again(), {{"most", "1"}}).verdict, Verdict::failed);
}

TEST(EffectsOnce, KeepsDifferentEffectsOfOneOrderApart) {
  HistoryWriter writer = three_tool_calls();
  writer.record(SideEffect{minutes(5), "c2", "refund", "order-c2"});
  EXPECT_EQ(check(writer).verdict, Verdict::held);
}

TEST(EffectsOnce, IsUnknownWhereATrueAnswerCameWithoutWordOfItsEffect) {
  HistoryWriter writer;
  writer.ask_for_tool("c1", minutes(1));
  writer.tell_result("c1", minutes(1));
  const Finding finding = check(writer);
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured,
            "no side effect was made, and none was told for 1 true answer after a tool call");
  EXPECT_EQ(finding.evidence, (Witnesses{{"c1"}, 1}));
}

TEST(EffectsOnce, FailsForWhatWasMadeAgainWhateverElseIsUntold) {
  HistoryWriter writer = charged_again();
  writer.ask_for_tool("c4", minutes(6));
  writer.tell_result("c4", minutes(6));
  EXPECT_EQ(check(writer).verdict, Verdict::failed);
}

TEST(EffectsOnce, IsUnknownWhileACallWithAToolIsPending) {
  HistoryWriter writer = three_tool_calls();
  writer.call("open", minutes(59) + seconds(30)).tools = true;
  const Finding finding = check(writer);
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured, "3 side effects, none of them made before, 1 pending");
}

TEST(EffectsOnce, DoesNotWaitForCallsWithoutATool) {
  EXPECT_EQ(check(with_pending(three_tool_calls())).verdict, Verdict::held);
}

TEST(EffectsOnce, HoldsWhereNoToolCallWentThrough) {
  HistoryWriter writer;
  writer.ask_for_tool("c1", minutes(1));
  writer.end("c1", minutes(1) + seconds(3), "failed", "", "incomplete");
  EXPECT_EQ(check(writer).verdict, Verdict::held);
  EXPECT_EQ(check(writer).measured, "no side effect was made");
}

TEST(EffectsOnce, SaysWhereNoCallOfferedATool) {
  const Finding finding = check(ten_calls(0, failing_call));
  EXPECT_EQ(finding.verdict, Verdict::held);
  EXPECT_EQ(finding.measured, "no side effect was made: no call offered a tool");
}

}  // namespace
}  // namespace squall
