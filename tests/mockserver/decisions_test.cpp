// The same fate for every attempt, however many clients there are and whoever comes first.
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "scenarios/random.hpp"
#include "scenarios/rethrow.hpp"
#include "tests/support/virtual_run.hpp"

namespace squall {
namespace {

constexpr std::size_t all_calls = 2000;
constexpr std::size_t all_clients = 500;
constexpr std::uint32_t most_attempts = 3;

using Attempt = std::pair<std::string, std::uint64_t>;
struct Fate {
  std::vector<std::string> rules, faults;
  std::int64_t status = 0;
  std::string how, meant, stop;
  std::uint64_t text_sent = 0;
  bool operator==(const Fate&) const = default;
};
using Fates = std::map<Attempt, Fate>;

std::vector<Rule> some_rules() {
  Rule mixed = rule_with("mixed", "overloaded", {}, {3, 10});
  const Rule cut = rule_with("", "silent_truncation", {{"at", "1/2"}});
  const Rule gone = rule_with("", "connection_reset");
  mixed.faults.push_back(cut.faults[0]);
  mixed.faults.push_back(gone.faults[0]);
  mixed.faults[0].weight = 5;
  mixed.faults[2].weight = 2;
  return {mixed, rule_with("slow", "slow_first_token", {{"lasting", "20s"}}, {1, 4}),
          rule_with("broken", "error_status", {}, {1, 10})};
}

Fates fates_of(const VirtualRun& run) {
  std::map<std::uint64_t, std::pair<Attempt, Fate>> by_id;
  for (const AttemptBegan& began : run.events<AttemptBegan>()) {
    auto& [attempt, fate] = by_id[began.id];
    attempt = {began.call, began.attempt};
    fate.rules = began.rules;
    fate.faults = began.faults;
  }
  Fates fates;
  for (const AttemptEnded& ended : run.events<AttemptEnded>()) {
    auto& [attempt, fate] = by_id.at(ended.id);
    fate.status = ended.status;
    fate.how = ended.how;
    fate.meant = ended.meant;
    fate.stop = ended.stop;
    fate.text_sent = ended.text_sent;
    EXPECT_TRUE(fates.emplace(attempt, fate).second) << attempt.first;
  }
  return fates;
}

// Asks for each call three times, one attempt after the other, on a connection that is opened again
// whenever it was reset. `order` lists calls; client number `first` takes every `step`-th of them.
net::awaitable<void> ask_for_calls(VirtualRun* run, const std::vector<std::size_t>* order,
                                   std::size_t first, std::size_t step) {
  std::unique_ptr<Wire> wire;
  for (std::size_t i = first; i < order->size(); i += step) {
    const std::string bytes =
        claude_bytes("[[squall " + std::to_string((*order)[i]) + "]] hello", true);
    for (std::uint32_t attempt = 0; attempt < most_attempts; ++attempt) {
      if (!wire) {
        auto [mine, theirs] = pipe_wires(run->context.get_executor());
        net::co_spawn(run->context, run->service.serve(std::move(theirs)), &rethrow);
        wire = std::move(mine);
      }
      const error_code ec = co_await wire->send(bytes);
      std::string heard;
      bool over = static_cast<bool>(ec);
      while (!over) {
        const Received received = co_await wire->receive();
        heard += received.bytes;
        over = received.ec || heard.ends_with("\r\n0\r\n\r\n") || heard.ends_with("\"}");
        if (received.ec) wire.reset();
      }
    }
  }
}

Fates fates_with(std::size_t clients, const std::vector<std::size_t>& order) {
  VirtualRun run(some_rules());
  for (std::size_t client = 0; client < clients; ++client)
    net::co_spawn(run.context, ask_for_calls(&run, &order, client, clients), &rethrow);
  run.clock.run();
  EXPECT_EQ(run.service.connections(), 0U);
  return fates_of(run);
}

std::vector<std::size_t> in_order() {
  std::vector<std::size_t> order(all_calls);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

std::vector<std::size_t> shuffled() {
  std::vector<std::size_t> order = in_order();
  Random random{99};
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

TEST(Decisions, AreTheSameForOneClientAndFor500InAnyOrder) {
  const Fates one = fates_with(1, in_order());
  const Fates many = fates_with(all_clients, shuffled());
  ASSERT_EQ(one.size(), all_calls * most_attempts);
  EXPECT_TRUE(one == many);
  for (const auto& [attempt, fate] : one)
    if (!(many.at(attempt) == fate)) {
      ADD_FAILURE() << "call " << attempt.first << ", attempt " << attempt.second;
      break;
    }
}

TEST(Decisions, ActOnTheShareThatTheRulesSay) {
  std::map<std::string, int> acted;
  for (const auto& [attempt, fate] : fates_with(all_clients, shuffled()))
    for (std::size_t i = 0; i < fate.rules.size(); ++i)
      ++acted[fate.rules[i] + " " + fate.faults[i]];
  // Of 6000 attempts: 30 % split 5:1:2; 10 % less those that `mixed` refuses first; 25 % of those
  // that are not refused, because a refusal has no first token.
  EXPECT_NEAR(acted["mixed overloaded"], 1125, 120);
  EXPECT_NEAR(acted["mixed silent_truncation"], 225, 60);
  EXPECT_NEAR(acted["mixed connection_reset"], 450, 80);
  EXPECT_NEAR(acted["slow slow_first_token"], 1097, 110);
  EXPECT_NEAR(acted["broken error_status"], 487, 90);
}

}  // namespace
}  // namespace squall
