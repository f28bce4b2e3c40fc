// The calls of a run: when they are due, of which class, for which model, and always the same.
#include "runner/workload.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "scenarios/signature.hpp"
#include "scenarios/tag.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

Scenario scenario_with(Workload::Arrivals arrivals, Rate rate, Duration duration) {
  Scenario scenario;
  scenario.duration = duration;
  scenario.workload.arrivals = arrivals;
  scenario.workload.rate = rate;
  CallClass call_class;
  call_class.models = {"m"};
  scenario.workload.classes = {call_class};
  return scenario;
}

Scenario constant(Rate rate, Duration duration) {
  return scenario_with(Workload::Arrivals::constant, rate, duration);
}

Scenario poisson(Rate rate, Duration duration) {
  return scenario_with(Workload::Arrivals::poisson, rate, duration);
}

// Everything about the calls, as text.
std::string listing(const std::vector<PlannedCall>& calls) {
  std::string text;
  for (const PlannedCall& call : calls)
    text += call.call + " " + print(call.due) + " " + std::to_string(call.call_class) + " " +
            call.model + " " + call.prompt + "\n";
  return text;
}

TEST(Workload, SpacesConstantArrivalsEvenlyFromTheWarmUpToTheEnd) {
  Scenario scenario = constant({2, 1s}, 2s);
  scenario.warm_up = 1s;
  EXPECT_EQ(listing(plan_calls(scenario, 1)),
            "0 -1s 0 m [[squall 0]] Report on watch 0.\n"
            "1 -500ms 0 m [[squall 1]] Report on watch 1.\n"
            "2 0 0 m [[squall 2]] Report on watch 2.\n"
            "3 500ms 0 m [[squall 3]] Report on watch 3.\n"
            "4 1s 0 m [[squall 4]] Report on watch 4.\n"
            "5 1s500ms 0 m [[squall 5]] Report on watch 5.\n");
}

TEST(Workload, DoesNotDriftWhereTheGapIsNoWholeNumberOfNanoseconds) {
  EXPECT_EQ(plan_calls(constant({3, 1s}, 1000s), 1).size(), 3000U);
}

TEST(Workload, GivesPoissonArrivalsTheirRate) {
  // 20,000 expected; the deviation is 141, and five of them are allowed.
  const auto calls = plan_calls(poisson({20, 1s}, 1000s), 7);
  EXPECT_NEAR(static_cast<double>(calls.size()), 20'000, 5 * 141);
  // A Poisson process has as much variance in its gaps as the square of their mean.
  double sum = 0, squares = 0;
  for (std::size_t i = 1; i < calls.size(); ++i) {
    const double gap = std::chrono::duration<double>(calls[i].due - calls[i - 1].due).count();
    EXPECT_GE(gap, 0);
    sum += gap;
    squares += gap * gap;
  }
  const auto count = static_cast<double>(calls.size() - 1);
  const double mean = sum / count;
  EXPECT_NEAR((squares / count - mean * mean) / (mean * mean), 1.0, 0.1);
}

TEST(Workload, IsTheSameForEverybodyWithTheSameSeed) {
  const Scenario scenario = poisson({5, 1s}, 100s);
  EXPECT_EQ(listing(plan_calls(scenario, 3)), listing(plan_calls(scenario, 3)));
  EXPECT_NE(listing(plan_calls(scenario, 3)), listing(plan_calls(scenario, 4)));
}

TEST(Workload, KeysEachGapByItsOrdinalAlone) {
  const auto brief = plan_calls(poisson({5, 1s}, 50s), 3);
  const auto lengthy = plan_calls(poisson({5, 1s}, 100s), 3);
  ASSERT_GT(lengthy.size(), brief.size());
  const std::vector<PlannedCall> begin(lengthy.begin(),
                                       lengthy.begin() + static_cast<std::ptrdiff_t>(brief.size()));
  EXPECT_EQ(listing(begin), listing(brief));
}

TEST(Workload, ChoosesClassesByWeight) {
  Scenario scenario = constant({100, 1s}, 100s);
  CallClass rare = scenario.workload.classes.front();
  scenario.workload.classes.front().weight = 3;
  CallClass never = rare;
  never.weight = 0;
  scenario.workload.classes.push_back(never);
  scenario.workload.classes.push_back(rare);
  std::map<std::size_t, int> counts;
  for (const PlannedCall& call : plan_calls(scenario, 1)) ++counts[call.call_class];
  EXPECT_EQ(counts[0] + counts[2], 10'000);
  EXPECT_NEAR(counts[0], 7'500, 5 * 43);
}

TEST(Workload, TakesTheModelsOfAClassInTurn) {
  Scenario scenario = constant({1, 1s}, 5s);
  scenario.workload.classes.front().models = {"a", "b", "c"};
  std::string models;
  for (const PlannedCall& call : plan_calls(scenario, 1)) models += call.model;
  EXPECT_EQ(models, "abcab");
}

TEST(Workload, TagsEveryPromptWithItsCall) {
  Scenario scenario = constant({10, 1s}, 10s);
  scenario.workload.classes.front().tools = true;
  for (const PlannedCall& call : plan_calls(scenario, 1)) {
    EXPECT_EQ(tagged_call(call.prompt), call.call);
    EXPECT_EQ(call.call, std::to_string(call.ordinal));
    EXPECT_NE(call.prompt.find("charge the card"), std::string::npos);
  }
}

TEST(Workload, GivesAPastToCallsThatBeganSomewhere) {
  Scenario scenario = constant({1, 1s}, 3s);
  EXPECT_TRUE(plan_calls(scenario, 1)[0].history.empty());
  for (const std::string signer : {"anthropic", "elsewhere"}) {
    scenario.workload.classes[0].began_on = signer;
    for (const PlannedCall& call : plan_calls(scenario, 1)) {
      ASSERT_EQ(call.history.size(), 2U);
      EXPECT_EQ(tagged_call(call.history[0].text), call.call);
      EXPECT_EQ(call.history[0].role, "user");
      EXPECT_EQ(call.history[1].role, "assistant");
      EXPECT_TRUE(is_signed_by(signer, call.history[1].signature));
    }
  }
}

}  // namespace
}  // namespace squall
