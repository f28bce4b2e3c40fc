// Answers after their deadline.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

Finding check(HistoryWriter writer, const Given& given = {}) {
  return run_named_check("within_deadline", writer.finished(), quiet_hour(), given);
}

TEST(WithinDeadline, HoldsWhereNoneIsLate) {
  EXPECT_EQ(check(ten_calls(3, failing_call)).verdict, Verdict::held);
}

TEST(WithinDeadline, FailsForLateOnesAndForHungOnes) {
  EXPECT_EQ(check(ten_calls(1, late_call)).evidence, (Witnesses{{"c0"}, 1}));
  EXPECT_EQ(check(ten_calls(1, late_call)).verdict, Verdict::failed);
  EXPECT_EQ(check(ten_calls(1, silent_call)).verdict, Verdict::failed);
}

TEST(WithinDeadline, HoldsUpToTheShareThatIsAllowed) {
  EXPECT_EQ(check(ten_calls(2, late_call), {{"most", "20%"}}).verdict, Verdict::held);
}

TEST(WithinDeadline, IsUnknownWhileACallIsPending) {
  EXPECT_EQ(check(with_pending(ten_calls(0, late_call))).verdict, Verdict::unknown);
}

}  // namespace
}  // namespace squall
