// Calls without any outcome.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

Finding check(HistoryWriter writer, const Given& given = {}) {
  return run_named_check("no_hangs", writer.finished(), quiet_hour(), given);
}

TEST(NoHangs, HoldsWhereEveryCallEndsSomehow) {
  EXPECT_EQ(check(ten_calls(3, failing_call)).verdict, Verdict::held);
}

TEST(NoHangs, FailsForOneAndNamesIt) {
  const Finding finding = check(ten_calls(1, silent_call));
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.evidence, (Witnesses{{"c0"}, 1}));
}

TEST(NoHangs, HoldsUpToTheShareThatIsAllowed) {
  EXPECT_EQ(check(ten_calls(1, silent_call), {{"most", "1/10"}}).verdict, Verdict::held);
}

TEST(NoHangs, IsUnknownWhileACallIsPending) {
  EXPECT_EQ(check(with_pending(ten_calls(0, silent_call))).verdict, Verdict::unknown);
}

TEST(NoHangs, FailsWhateverTheFateOfPendingCalls) {
  EXPECT_EQ(check(with_pending(ten_calls(1, silent_call))).verdict, Verdict::failed);
}

}  // namespace
}  // namespace squall
