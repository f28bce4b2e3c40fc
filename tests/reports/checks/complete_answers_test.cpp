// Truncated answers called complete.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

Finding check(HistoryWriter writer, const Given& given = {}) {
  return run_named_check("complete_answers", writer.finished(), quiet_hour(), given);
}

TEST(CompleteAnswers, HoldsWhereNoneIsTruncated) {
  EXPECT_EQ(check(ten_calls(3, failing_call)),
            (Finding{"complete_answers",
                     Verdict::held,
                     "answers that stop early and are called complete: none",
                     "0 of 10 (0.0 %)",
                     {},
                     ""}));
}

TEST(CompleteAnswers, FailsForOneAndNamesIt) {
  const Finding finding = check(ten_calls(1, truncated_call));
  EXPECT_EQ(finding.verdict, Verdict::failed);
  EXPECT_EQ(finding.measured, "1 of 10 (10.0 %)");
  EXPECT_EQ(finding.evidence, (Witnesses{{"c0"}, 1}));
  EXPECT_FALSE(finding.advice.empty());
}

TEST(CompleteAnswers, HoldsUpToTheShareThatIsAllowed) {
  EXPECT_EQ(check(ten_calls(1, truncated_call), {{"most", "10%"}}).verdict, Verdict::held);
  EXPECT_EQ(check(ten_calls(2, truncated_call), {{"most", "10%"}}).verdict, Verdict::failed);
}

TEST(CompleteAnswers, IsUnknownWhileACallIsPending) {
  const Finding finding = check(with_pending(ten_calls(0, truncated_call)));
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured, "0 of 11 (0.0 %), 1 pending");
}

}  // namespace
}  // namespace squall
