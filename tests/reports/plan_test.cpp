// What a scenario plans for a model: when its outage is over, and when all is clear.
#include "reports/plan.hpp"

#include <gtest/gtest.h>

#include "tests/reports/histories.hpp"

namespace squall {
namespace {

Healing planned(const Scenario& scenario, std::string_view model = "opus",
                std::string_view endpoint = "messages") {
  return planned_healing(scenario, {Asked{"anthropic", model, endpoint, true, false, {}}});
}

Scenario with(std::vector<Rule> rules) {
  Scenario scenario = quiet_hour();
  scenario.warm_up = minutes(5);
  scenario.rules = std::move(rules);
  return scenario;
}

TEST(Plan, KnowsNoOutageWhereNoRuleActs) {
  const Healing healing = planned(with({down("r", minutes(0), minutes(9), {1, 1}, {"sonnet*"})}));
  EXPECT_EQ(healing.outage_over, std::nullopt);
  EXPECT_EQ(healing.all_clear, -minutes(5));
}

TEST(Plan, EndsAnOutageWithItsRule) {
  const Healing healing = planned(with({down("r", minutes(0), minutes(17))}));
  EXPECT_EQ(healing.outage_over, minutes(17));
  EXPECT_EQ(healing.all_clear, minutes(17));
}

TEST(Plan, DoesNotCountAResidualShareAsOutage) {
  const Healing healing = planned(with({down("main", minutes(0), minutes(17), {19, 20}),
                                        down("residual", minutes(0), minutes(40), {1, 50})}));
  EXPECT_EQ(healing.outage_over, minutes(17));
  EXPECT_EQ(healing.all_clear, minutes(40));
}

TEST(Plan, AddsUpSmallSharesThatTogetherAreAnOutage) {
  const Healing healing = planned(with({down("a", minutes(0), minutes(17), {8, 100}),
                                        down("b", minutes(5), minutes(40), {8, 100})}));
  EXPECT_EQ(healing.outage_over, minutes(17));
}

TEST(Plan, ToleratesExactlyOneInTen) {
  EXPECT_EQ(planned(with({down("r", minutes(0), minutes(9), {1, 10})})).outage_over, std::nullopt);
}

TEST(Plan, EndsARampWhereItFallsBelowTheTolerated) {
  Rule ramp = down("r", minutes(0), minutes(10));
  ramp.share.shape = Share::Shape::ramp;
  const auto over = planned(with({ramp})).outage_over;
  ASSERT_TRUE(over);
  EXPECT_LT(std::chrono::abs(*over - minutes(9)), std::chrono::milliseconds(1));
}

// Whether a call comes to a second attempt is up to the stack; that one may fail is not.
TEST(Plan, CountsRulesOfLaterAttemptsAsResidual) {
  Rule first = down("first", minutes(0), minutes(9)),
       second = down("second", minutes(0), minutes(20));
  first.attempts = {1, 2};
  second.attempts = {2, 3};
  EXPECT_EQ(planned(with({first, second})).outage_over, minutes(9));
  EXPECT_EQ(planned(with({first, second})).all_clear, minutes(20));
  EXPECT_EQ(planned(with({second})).outage_over, std::nullopt);
}

// A sticky fate is shared, but met as often.
TEST(Plan, IsTheSameWhateverTheDiceAreKeyedBy) {
  Rule sticky = down("r", minutes(0), minutes(9), {1, 2});
  for (const Per per : {Per::attempt, Per::call, Per::connection, Per::key}) {
    sticky.per = per;
    EXPECT_EQ(planned(with({sticky})).outage_over, minutes(9));
  }
}

TEST(Plan, EndsAWaveWithItsLastCrest) {
  Rule wave = down("r", minutes(2), minutes(30));
  wave.share.shape = Share::Shape::square;
  wave.share.period = minutes(10);
  wave.share.on = minutes(4);
  EXPECT_EQ(planned(with({wave})).outage_over, minutes(26));
}

TEST(Plan, TakesAWaveTooFastToWalkForItsWholeWindow) {
  Rule wave = down("r", minutes(2), minutes(30));
  wave.share.shape = Share::Shape::square;
  wave.share.period = std::chrono::milliseconds(1);
  wave.share.on = std::chrono::microseconds(300);
  EXPECT_EQ(planned(with({wave})).outage_over, minutes(30));
}

TEST(Plan, FollowsPoints) {
  Rule points = down("r", minutes(0), minutes(50));
  points.share.shape = Share::Shape::points;
  points.share.points = {{minutes(0), {0, 1}}, {minutes(10), {1, 1}}, {minutes(20), {0, 1}}};
  const auto over = planned(with({points})).outage_over;
  ASSERT_TRUE(over);
  EXPECT_LT(std::chrono::abs(*over - minutes(19)), std::chrono::milliseconds(1));
}

TEST(Plan, EndsWithTheRunAtTheLatest) {
  EXPECT_EQ(planned(with({down("r", minutes(0), minutes(600))})).outage_over, minutes(60));
}

TEST(Plan, AsksForTheEndpointOnlyWhereOneWasSeen) {
  Rule rule = down("r", minutes(0), minutes(9));
  rule.where.endpoint = {"count_tokens"};
  EXPECT_EQ(planned(with({rule}), "opus", "messages").outage_over, std::nullopt);
  EXPECT_EQ(planned(with({rule}), "opus", "").outage_over, minutes(9));
}

TEST(Plan, CountsRulesThatAskForHeaders) {
  Rule rule = down("r", minutes(0), minutes(9));
  rule.where.header = {{"x-team", "blue"}};
  EXPECT_EQ(planned(with({rule})).outage_over, minutes(9));
}

TEST(Plan, TurnsWindowsOfCallsIntoTime) {
  HistoryWriter writer;
  for (int i = 0; i < 6; ++i) writer.good_call("c" + std::to_string(i), minutes(i));
  const History history = writer.finished();
  Scenario scenario = with({down("r", TimeWindow{}.from, TimeWindow{}.to)});
  scenario.rules[0].calls = {1, 4};
  const Scenario timed = in_time(scenario, tell(history));
  EXPECT_EQ(timed.rules[0].during, (TimeWindow{minutes(1), minutes(4)}));
  EXPECT_EQ(timed.rules[0].calls, CallWindow{});
  EXPECT_EQ(planned(timed).outage_over, minutes(4));
}

}  // namespace
}  // namespace squall
