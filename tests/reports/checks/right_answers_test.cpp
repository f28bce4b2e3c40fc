// Wrong answers called complete.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

Finding check(HistoryWriter writer, const Given& given = {}) {
  return run_named_check("right_answers", writer.finished(), quiet_hour(), given);
}

TEST(RightAnswers, HoldsWhereAnswersAreAtMostTruncated) {
  EXPECT_EQ(check(ten_calls(3, truncated_call)).verdict, Verdict::held);
}

TEST(RightAnswers, FailsAndNamesTheFlaws) {
  const Finding finding = check(ten_calls(2, empty_call));
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.measured, "2 of 10 (20.0 %): 2 empty");
  EXPECT_EQ(finding.evidence, (Witnesses{{"c0", "c1"}, 2}));
}

TEST(RightAnswers, HoldsUpToTheShareThatIsAllowed) {
  EXPECT_EQ(check(ten_calls(2, empty_call), {{"most", "1/5"}}).verdict, Verdict::held);
}

TEST(RightAnswers, IsUnknownWhileACallIsPending) {
  EXPECT_EQ(check(with_pending(ten_calls(0, empty_call))).verdict, Verdict::unknown);
}

}  // namespace
}  // namespace squall
