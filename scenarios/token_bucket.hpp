// A token bucket with continuous refill, exact to the nanosecond.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "scenarios/units.hpp"

namespace squall {

// Holds up to `capacity` tokens and gains `rate.count` in each `rate.per`, evenly. The level is
// kept in parts of a token, one for each nanosecond of `rate.per`, so that each nanosecond adds
// exactly `rate.count` parts and nothing is ever rounded. Begins full.
class TokenBucket {
 public:
  TokenBucket(Rate rate, std::uint64_t capacity)
      : rate_(rate),
        full_(parts(std::clamp<std::uint64_t>(capacity, 1, most_capacity))),
        level_(full_) {}

  // How long until `tokens` are there; more than the capacity counts as the capacity.
  Duration wait(Instant now, std::uint64_t tokens) {
    return until(now, std::min(parts(tokens), full_));
  }
  // They must be there.
  void take(Instant now, std::uint64_t tokens) {
    refill(now);
    const SignedWide wanted = std::min(parts(tokens), full_);
    assert(wanted <= level_);
    level_ -= wanted;
  }
  // Whole tokens.
  std::uint64_t left(Instant now) {
    refill(now);
    return static_cast<std::uint64_t>(level_ / rate_.per.count());
  }
  Duration full_in(Instant now) { return until(now, full_); }

 private:
  static constexpr std::uint64_t most_capacity = 1'000'000'000'000'000'000ULL;

  SignedWide parts(std::uint64_t tokens) const { return SignedWide{tokens} * rate_.per.count(); }

  Duration until(Instant now, SignedWide level) {
    refill(now);
    if (level <= level_) return Duration{0};
    const SignedWide count = rate_.count;
    const SignedWide nanoseconds = (level - level_ + count - 1) / count;
    return Duration{static_cast<std::int64_t>(std::min(nanoseconds, SignedWide{longest.count()}))};
  }

  void refill(Instant now) {
    if (now <= at_) return;
    const SignedWide gained = SignedWide{(now - at_).count()} * rate_.count;
    level_ = std::min(full_, level_ + gained);
    at_ = now;
  }

  Rate rate_;
  SignedWide full_, level_;
  Instant at_ = -longest;
};

}  // namespace squall
