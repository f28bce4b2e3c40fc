// One state for each API key, within bounds, or one for everybody.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <unordered_map>

#include "scenarios/units.hpp"

namespace squall {

enum class Scope : std::uint8_t { key, all };

// `State(settings)` is a new one; `state.is_fresh(now)` says that it may as well be forgotten,
// which keeps a flood of made-up keys from filling the memory.
template <class State, class Limits>
class ByKey {
 public:
  ByKey(const Limits& limits, Scope scope) : limits_(limits), scope_(scope) {}

  State& at(Instant now, std::uint64_t key) {
    if (states_.size() >= most_) forget(now);
    return states_.try_emplace(scope_ == Scope::all ? 0 : key, limits_).first->second;
  }
  const Limits& limits() const { return limits_; }

 private:
  // Doubling the bound makes the sweep cheap on average, however many states stay.
  void forget(Instant now) {
    for (auto at = states_.begin(); at != states_.end();)
      at = at->second.is_fresh(now) ? states_.erase(at) : std::next(at);
    most_ = std::max<std::size_t>(4096, states_.size() * 2);
  }

  Limits limits_;
  Scope scope_;
  std::unordered_map<std::uint64_t, State> states_;
  std::size_t most_ = 4096;
};

}  // namespace squall
