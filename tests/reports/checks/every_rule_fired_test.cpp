// Rules that never acted.
#include "tests/reports/checks/check_runner.hpp"

namespace squall {
namespace {

Scenario with_rules(std::vector<Rule> rules) {
  Scenario scenario = quiet_hour();
  scenario.rules = std::move(rules);
  return scenario;
}

TEST(EveryRuleFired, HoldsWhereEachActed) {
  const auto scenario = with_rules({down("down", minutes(0), minutes(9))});
  const Finding finding =
      run_named_check("every_rule_fired", ten_calls(1, failing_call).finished(), scenario);
  EXPECT_EQ(finding.verdict, Verdict::held);
  EXPECT_EQ(finding.measured, "1 rule, all did");
}

TEST(EveryRuleFired, IsUnknownForOneThatDidNot) {
  const auto scenario =
      with_rules({down("down", minutes(0), minutes(9)), down("cut", minutes(0), minutes(9))});
  const Finding finding =
      run_named_check("every_rule_fired", ten_calls(1, failing_call).finished(), scenario);
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured, "2 rules, 1 never did: cut");
}

TEST(EveryRuleFired, CountsAttemptsWithoutATag) {
  HistoryWriter writer;
  writer.attempt("~1", {.at = seconds(1), .status = 529, .meant = "", .rules = {"down"}});
  const auto scenario = with_rules({down("down", minutes(0), minutes(9))});
  EXPECT_EQ(run_named_check("every_rule_fired", writer.finished(), scenario).verdict,
            Verdict::held);
}

TEST(EveryRuleFired, CountsWhatConnectionsMet) {
  HistoryWriter writer;
  ConnectionMet met;
  met.at = seconds(1);
  met.rules = {"down"};
  writer.record(met);
  const auto scenario = with_rules({down("down", minutes(0), minutes(9))});
  EXPECT_EQ(run_named_check("every_rule_fired", writer.finished(), scenario).verdict,
            Verdict::held);
}

}  // namespace
}  // namespace squall
