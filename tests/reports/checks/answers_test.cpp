// The share of true answers.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

Finding check(HistoryWriter writer, std::string_view least) {
  return run_named_check("answers", writer.finished(), quiet_hour(), {{"least", least}});
}

TEST(Answers, HoldsWhereEnoughAreTrue) {
  const Finding finding = check(ten_calls(1, failing_call), "9/10");
  EXPECT_EQ(finding.verdict, Verdict::held);
  EXPECT_EQ(finding.measured, "9 of 10 (90.0 %)");
}

TEST(Answers, FailsWhereTooFewAre) {
  const Finding finding = check(ten_calls(2, failing_call), "9/10");
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.evidence, (Witnesses{{"c0", "c1"}, 2}));
}

TEST(Answers, DoesNotCountLateOnes) {
  EXPECT_EQ(check(ten_calls(2, late_call), "9/10").verdict, Verdict::failed);
}

TEST(Answers, IsUnknownWherePendingCallsDecide) {
  EXPECT_EQ(check(with_pending(ten_calls(1, failing_call)), "9/10").verdict, Verdict::unknown);
  EXPECT_EQ(check(with_pending(ten_calls(1, failing_call)), "1/2").verdict, Verdict::held);
  EXPECT_EQ(check(with_pending(ten_calls(5, failing_call)), "9/10").verdict, Verdict::failed);
}

TEST(Answers, MustBeToldHowMany) {
  EXPECT_TRUE(find_check("answers")->word.settings[0].otherwise.empty());
}

}  // namespace
}  // namespace squall
