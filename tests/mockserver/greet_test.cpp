// Who meets a connection fault: by port, ordinal and time, and by nothing else.
#include "mockserver/greet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "tests/support/greetings.hpp"
#include "tests/support/virtual_run.hpp"

namespace squall {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

Rule during(Rule rule, Instant from, Instant to) {
  rule.during = {from, to};
  return rule;
}

Rule flapping(Rule rule, Duration on, Duration period) {
  rule.share.shape = Share::Shape::square;
  rule.share.on = on;
  rule.share.period = period;
  return rule;
}

Rule at_points(Rule rule, std::vector<Share::Point> points) {
  rule.share.shape = Share::Shape::points;
  rule.share.points = std::move(points);
  return rule;
}

struct Made {
  explicit Made(std::vector<Rule> rules, std::uint64_t seed = 7)
      : scenario(scenario_with_rules(std::move(rules))), plan(scenario, seed) {}
  std::string outcomes(std::uint64_t count, Instant at = {}) const {
    std::string all;
    for (std::uint64_t i = 1; i <= count; ++i)
      all += outcome(plan_greeting(plan, nullptr, i, at).greeting).front();
    return all;
  }
  // Every moment at which the door changes, and how it then is.
  std::vector<std::pair<Duration, Door>> doors(Instant from) const {
    std::vector<std::pair<Duration, Door>> all;
    for (Instant at = from; at != Instant::max(); at = next_door_change(plan, nullptr, at))
      all.emplace_back(at, plan_door(plan, nullptr, at).greeting.door);
    return all;
  }
  Scenario scenario;
  Plan plan;
};

using Doors = std::vector<std::pair<Duration, Door>>;

TEST(Greet, ServesWhereNothingIsWrong) {
  const Made made({rule_with("late", "stall")});
  EXPECT_EQ(plan_greeting(made.plan, nullptr, 1, Instant{0}).greeting, Greeting{});
  EXPECT_TRUE(plan_greeting(made.plan, nullptr, 1, Instant{0}).firings.empty());
  EXPECT_FALSE(has_connection_rules(made.plan));
  EXPECT_EQ(next_door_change(made.plan, nullptr, Instant{0}), Instant::max());
}

TEST(Greet, ThrowsADieForEachConnection) {
  const Made made({rule_with("half", "accept_reset", {}, {1, 2})});
  const std::string outcomes = made.outcomes(1000);
  EXPECT_NEAR(static_cast<double>(std::ranges::count(outcomes, 'r')), 500, 60);
  EXPECT_EQ(outcomes, made.outcomes(1000));
  EXPECT_NE(outcomes, Made({rule_with("half", "accept_reset", {}, {1, 2})}, 8).outcomes(1000));
}

TEST(Greet, IsNotShuffledByAnotherRule) {
  const Rule half = rule_with("half", "accept_reset", {}, {1, 2});
  const Rule silent = during(rule_with("silent", "accept_silent"), minutes(5), minutes(6));
  EXPECT_EQ(Made({half}).outcomes(200), Made({silent, half}).outcomes(200));
}

TEST(Greet, GoesByTheMomentAtWhichTheConnectionOpens) {
  const Made made({during(rule_with("gone", "accept_reset"), seconds(10), seconds(20))});
  EXPECT_EQ(made.outcomes(2, seconds(10) - Duration{1}), "ss");
  EXPECT_EQ(made.outcomes(2, seconds(10)), "rr");
  EXPECT_EQ(made.outcomes(2, seconds(20)), "ss");
}

TEST(Greet, NamesTheRulesThatActAndNoOthers) {
  const Made made({rule_with("slow", "accept_silent", {{"lasting", "5s"}, {"resumes", "true"}}),
                   rule_with("gone", "accept_reset"), rule_with("late", "closed_before_headers")});
  const Greeted greeted = plan_greeting(made.plan, nullptr, 1, Instant{0});
  EXPECT_EQ(rule_names(made.plan, greeted.firings), (std::vector<std::string>{"slow", "gone"}));
  EXPECT_EQ(fault_names(made.plan, greeted.firings),
            (std::vector<std::string>{"accept_silent", "accept_reset"}));
  EXPECT_EQ(greeted.greeting, accepted_as({wait(seconds(5)), ending(StepKind::reset)}));
}

TEST(Greet, KnowsPlatformsByTheirPort) {
  Rule rule = rule_with("gone", "accept_reset");
  rule.where.platform = {"anth*"};
  const Made made({rule});
  const Platform* anthropic = find_platform("anthropic");
  EXPECT_EQ(outcome(plan_greeting(made.plan, anthropic, 1, {}).greeting), "reset");
  EXPECT_EQ(outcome(plan_greeting(made.plan, nullptr, 1, {}).greeting), "reset");
  EXPECT_EQ(outcome(plan_greeting(made.plan, &toy_platform, 1, {}).greeting), "served");
  EXPECT_TRUE(needs_a_port_each(made.plan));
  EXPECT_FALSE(needs_a_port_each(Made({rule_with("gone", "accept_reset")}).plan));
}

TEST(Greet, ShutsTheDoorForAllInTheWindow) {
  const Made made({during(rule_with("down", "connection_refused"), seconds(10), seconds(20))});
  EXPECT_EQ(
      made.doors(Instant{0}),
      (Doors{{seconds(0), Door::open}, {seconds(10), Door::refused}, {seconds(20), Door::open}}));
  EXPECT_EQ(made.outcomes(3, seconds(15)), "rrr");
}

TEST(Greet, ShutsTheDoorInTheRhythmOfAWave) {
  const Rule hung = rule_with("hung", "never_accepted", {{"handshake", "hangs"}});
  const Made made({during(flapping(hung, seconds(5), seconds(30)), seconds(10), seconds(50))});
  EXPECT_EQ(made.doors(Instant{0}), (Doors{{seconds(0), Door::open},
                                           {seconds(10), Door::unreachable},
                                           {seconds(15), Door::open},
                                           {seconds(40), Door::unreachable},
                                           {seconds(45), Door::open},
                                           {seconds(50), Door::open}}));
}

TEST(Greet, ShutsTheDoorFromPointToPoint) {
  const Made made({at_points(rule_with("down", "never_accepted"), {{seconds(10), {0, 1}},
                                                                   {seconds(10), {1, 1}},
                                                                   {seconds(20), {1, 1}},
                                                                   {seconds(20), {0, 1}}})});
  EXPECT_EQ(made.doors(Instant{0}), (Doors{{seconds(0), Door::open},
                                           {seconds(10), Door::unaccepted},
                                           {seconds(20), Door::open}}));
}

TEST(Greet, AsksTheDoorFirstWhereverItsRuleStands) {
  const Made made({rule_with("gone", "accept_reset"), rule_with("down", "connection_refused")});
  const Greeted greeted = plan_greeting(made.plan, nullptr, 1, Instant{0});
  EXPECT_EQ(rule_names(made.plan, greeted.firings), (std::vector<std::string>{"down"}));
  EXPECT_EQ(greeted.greeting, plan_door(made.plan, nullptr, Instant{0}).greeting);
}

TEST(Greet, LeavesTheDoorOpenAtAnyShareBelowOne) {
  EXPECT_EQ(Made({rule_with("down", "connection_refused", {}, {99, 100})}).outcomes(5), "sssss");
}

}  // namespace
}  // namespace squall
