// Decisions depend on what is asked, never on when or beside what: order, clients, other rules.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "scenarios/random.hpp"
#include "scenarios/timeline.hpp"
#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

const std::string rules =
    "rules:\n"
    "  - {id: overload, fault: refuse, share: 3/10, during: 0..30min}\n"
    "  - {id: stalls, fault: stall, with: {lasting: 30s}, share: {ramp: {from: 0, to: 1}},"
    " during: 0..40min}\n"
    "  - id: mixture\n    share: 60%\n    faults: [{fault: cut, weight: 3}, {fault: reset}]\n";

struct Question {
  std::uint64_t call;
  std::uint32_t attempt;
  auto operator<=>(const Question&) const = default;
};

using Decisions = std::map<Question, std::vector<Firing>>;

void ask(const Scenario& scenario, const Question& question, Decisions& decisions) {
  const Asked asked{.platform = "anthropic", .model = "claude-opus", .endpoint = "messages"};
  const AttemptId id{.key = fnv1a(std::to_string(question.call)),
                     .ordinal = question.call,
                     .turn = 0,
                     .attempt = question.attempt};
  const Instant at = Duration(question.call) * 1'000'000'000 + question.attempt * 30s;
  decisions[question] = decide(scenario, 7, asked, id, at);
}

std::vector<Question> questions() {
  std::vector<Question> all;
  for (std::uint64_t call = 0; call < 1000; ++call)
    for (std::uint32_t attempt = 1; attempt <= 5; ++attempt) all.push_back({call, attempt});
  return all;
}

Decisions asked_in(const std::vector<Question>& order) {
  const Scenario scenario = parse(scenario_with(rules));
  Decisions decisions;
  for (const Question& question : order) ask(scenario, question, decisions);
  return decisions;
}

TEST(Dice, FallTheSameInEveryOrder) {
  std::vector<Question> order = questions();
  const Decisions decisions = asked_in(order);
  ASSERT_EQ(decisions.size(), 5000U);
  std::ranges::reverse(order);
  EXPECT_EQ(asked_in(order), decisions);
  Random random{1};
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  EXPECT_EQ(asked_in(order), decisions);
}

// Each client works through two calls of its own; which of them comes next is left to chance.
TEST(Dice, FallTheSameForFiveHundredClientsAtOnce) {
  std::vector<std::vector<Question>> clients(500);
  for (const Question& question : questions()) clients[question.call % 500].push_back(question);
  Random random{2};
  std::vector<Question> order;
  while (!clients.empty()) {
    auto& client = clients[random.below(clients.size())];
    order.push_back(client.front());
    client.erase(client.begin());
    if (client.empty()) std::erase_if(clients, [](const auto& done) { return done.empty(); });
  }
  EXPECT_EQ(asked_in(order), asked_in(questions()));
}

TEST(Dice, AreNotShiftedByAnotherRule) {
  const Scenario before = parse(scenario_with(rules));
  const Scenario after = parse(scenario_with("rules:\n  - {id: new, fault: slow, share: 1/2}\n" +
                                             rules.substr(rules.find('\n') + 1)));
  Decisions one, other;
  for (const Question& question : questions()) {
    ask(before, question, one);
    ask(after, question, other);
    auto& firings = other[question];
    std::erase_if(firings, [](const Firing& firing) { return firing.rule == 0; });
    for (Firing& firing : firings) --firing.rule;
  }
  EXPECT_EQ(one, other);
}

// One number for the decisions of a whole run, so that a change of the dice is always noticed.
TEST(Dice, FallAsTheyAlwaysFell) {
  std::uint64_t digest = fnv1a("");
  for (const auto& [question, firings] : asked_in(questions()))
    for (const auto& [rule, choice] : firings)
      digest = fnv1a(std::to_string(question.call) + "." + std::to_string(question.attempt) + ":" +
                         std::to_string(rule) + "/" + std::to_string(choice) + " ",
                     digest);
  EXPECT_EQ(hex(digest), "5ae09da9cb007132");
}

TEST(Dice, KnowSeedTurnAndAttempt) {
  const Scenario scenario = parse(scenario_with("rules:\n  - {id: a, fault: reset, share: 1/2}\n"));
  const auto fires = [&](std::uint64_t seed, std::uint64_t key, std::uint32_t turn,
                         std::uint32_t attempt) {
    return !decide(scenario, seed, {}, {key, 0, turn, attempt}, 0min).empty();
  };
  std::array<int, 4> differing{};
  for (std::uint64_t key = 0; key < 1000; ++key) {
    differing[0] += fires(1, key, 0, 1) != fires(2, key, 0, 1) ? 1 : 0;
    differing[1] += fires(1, key, 0, 1) != fires(1, key + 5000, 0, 1) ? 1 : 0;
    differing[2] += fires(1, key, 0, 1) != fires(1, key, 1, 1) ? 1 : 0;
    differing[3] += fires(1, key, 0, 1) != fires(1, key, 0, 2) ? 1 : 0;
  }
  for (const int count : differing) EXPECT_NEAR(count, 500, 60);
}

}  // namespace
}  // namespace squall
