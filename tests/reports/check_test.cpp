// Running checks: which ones, in which order, and what they add up to.
#include "reports/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/reports/histories.hpp"

namespace squall {
namespace {

std::vector<std::string> checks_run(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Finding& finding : run_checks(judge(History{}, scenario), scenario))
    names.push_back(finding.check);
  return names;
}

TEST(Check, RunsTheUsualSetWhereTheScenarioStatesNone) {
  EXPECT_EQ(checks_run(quiet_hour()),
            (std::vector<std::string>{"every_rule_fired", "complete_answers", "right_answers",
                                      "no_hangs", "recovers", "harness_sound"}));
}

TEST(Check, LooksForRepeatedSideEffectsWhereToolsAreOffered) {
  Scenario scenario = quiet_hour();
  scenario.workload.classes.emplace_back().tools = true;
  EXPECT_EQ(checks_run(scenario),
            (std::vector<std::string>{"every_rule_fired", "complete_answers", "right_answers",
                                      "effects_once", "no_hangs", "recovers", "harness_sound"}));
}

TEST(Check, SaysNothingButThatOfAHistoryOfAnotherScenario) {
  Scenario scenario = quiet_hour();
  scenario.digest = 1;
  scenario.expect = {{"no_hangs", Settings(find_check("no_hangs")->word.settings)}};
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  const Judgement judgement = judge(writer.finished(), scenario);
  const std::vector<Finding> findings = run_checks(judgement, scenario);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].check, "harness_sound");
  EXPECT_EQ(findings[0].verdict, Verdict::unknown);
}

TEST(Check, RunsWhatTheScenarioStatesAndWhatAlwaysRuns) {
  Scenario scenario = quiet_hour();
  scenario.expect = {{"harness_sound", {}},
                     {"no_hangs", Settings(find_check("no_hangs")->word.settings)}};
  EXPECT_EQ(checks_run(scenario),
            (std::vector<std::string>{"harness_sound", "no_hangs", "every_rule_fired"}));
}

TEST(Check, OfAnUnknownNameIsUnknown) {
  Scenario scenario = quiet_hour();
  scenario.expect = {{"world_peace", {}}};
  const Finding finding = run_checks(judge(History{}, scenario), scenario).front();
  EXPECT_EQ(finding.check, "world_peace");
  EXPECT_EQ(finding.verdict, Verdict::unknown);
}

TEST(Check, ThatThrowsIsUnknownWithTheMessage) {
  const CheckKind broken{{"broken", "", {}},
                         [](const Judgement&, const Scenario&, const Settings&) -> Finding {
                           throw std::runtime_error("no ink");
                         }};
  const Scenario scenario = quiet_hour();
  const Finding finding = run_check(broken, judge(History{}, scenario), scenario, {});
  EXPECT_EQ(finding.check, "broken");
  EXPECT_EQ(finding.verdict, Verdict::unknown);
  EXPECT_EQ(finding.measured, "the check itself went wrong: no ink");
}

TEST(Check, FailedBeatsUnknownBeatsHeld) {
  const auto of = [](std::initializer_list<Verdict> verdicts) {
    std::vector<Finding> findings;
    for (const Verdict verdict : verdicts) findings.push_back({"", verdict, "", "", {}, ""});
    return worst(findings);
  };
  using enum Verdict;
  EXPECT_EQ(of({held, unknown, failed}), failed);
  EXPECT_EQ(of({held, unknown}), unknown);
  EXPECT_EQ(of({held}), held);
  EXPECT_EQ(of({}), unknown);
}

TEST(Check, CatalogIsInOrderAndEveryDefaultKeepsItsLimits) {
  const auto kinds = check_catalog();
  EXPECT_TRUE(std::ranges::is_sorted(kinds, {}, [](const CheckKind* k) { return k->word.name; }));
  for (const CheckKind* kind : kinds) {
    EXPECT_FALSE(kind->word.about.empty());
    EXPECT_NO_THROW(Settings(kind->word.settings));
    EXPECT_EQ(find_check(kind->word.name), kind);
  }
  EXPECT_EQ(check_words().size(), kinds.size());
}

TEST(Check, EveryKindSurvivesAnEmptyHistoryAndNeverHoldsForIt) {
  Scenario scenario = quiet_hour();
  scenario.rules = {down("down", minutes(0), minutes(9))};
  for (const CheckKind* kind : check_catalog()) {
    const Finding finding =
        run_check(*kind, judge(History{}, scenario), scenario, Settings(kind->word.settings));
    EXPECT_EQ(finding.verdict, Verdict::unknown) << kind->word.name;
  }
}

TEST(Check, NamesAtMostTwentyCallsAsEvidenceAndCountsAll) {
  HistoryWriter writer;
  for (int i = 0; i < 25; ++i) writer.failed_call("c" + std::to_string(i), seconds(i));
  const Judgement judgement = judge(writer.finished(), quiet_hour());
  const Witnesses evidence = witnesses(judgement, [](const JudgedCall&) { return true; });
  EXPECT_EQ(evidence.count, 25u);
  EXPECT_EQ(evidence.calls.size(), Witnesses::most);
  EXPECT_EQ(evidence.calls.front(), "c0");
}

}  // namespace
}  // namespace squall
