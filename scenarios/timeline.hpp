// Decides, for one attempt at one moment, which rules act: pure, keyed, order-free.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/random.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// Which attempt this is. `key` names the call for the dice; `ordinal` is its place in the workload
// (or, without a runner, its order of first appearance). `connection` and `caller` serve rules
// whose fate is sticky; they depend on what the stack does, not on the workload.
struct AttemptId {
  std::uint64_t key = 0;
  std::uint64_t ordinal = 0;
  std::uint32_t turn = 0;        // an agent's step within the call: its assistant messages so far
  std::uint32_t attempt = 1;     // 1 for the first try of this turn
  std::uint64_t connection = 0;  // ordinal among the server's connections
  std::uint64_t caller = 0;      // hash of the API key; 0 for none
};

using HeaderView = std::pair<std::string_view, std::string_view>;

// What a rule can see of an attempt.
struct Asked {
  std::string_view platform, model, endpoint;
  bool stream = false, tools = false;
  std::span<const HeaderView> headers = {};  // lower-case names
};

// A rule that acts, and which of its faults.
struct Firing {
  std::size_t rule = 0, choice = 0;
  bool operator==(const Firing&) const = default;
};

bool matches(const Match& match, const Asked& asked);

// Whether the match may fit an endpoint that answers; lists and token counts say nothing of calls.
bool is_about_answers(const Match& match);

// The share of a rule at a moment; 0 outside its window. Interpolated in fixed point, 2^-32.
Ratio share_at(const Rule& rule, Instant at);

// When the share may jump for the first time after `at`: at the window's edges, at points, where a
// square wave rises or falls. Instant::max() for never.
Instant next_share_change(const Rule& rule, Instant at);

// Which of the rule's faults acts on whatever has these dice, if any. Windows and matches are the
// caller's affair.
std::optional<std::size_t> choose_fault(const Rule& rule, Instant at, Random& dice);

// In the order of the scenario's rules. The same arguments always give the same answer.
std::vector<Firing> decide(const Scenario& scenario, std::uint64_t seed, const Asked& asked,
                           const AttemptId& id, Instant at);

// When no rule can act on this attempt class any more; the warm-up's start when none ever does.
Instant healed_at(const Scenario& scenario, const Asked& asked);

}  // namespace squall
