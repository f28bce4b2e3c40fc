// Keyed randomness: the same question always gets the same answer, whoever asks first.
#pragma once

#include <cassert>
#include <cmath>
#include <cstdint>
#include <initializer_list>

#include "scenarios/units.hpp"

namespace squall {

// One independent stream per key. A decision keyed by (seed, rule, call, attempt) cannot be shifted
// by arrival order, by concurrency, or by another rule that was added. The generator is our own
// (splitmix64: Steele, Lea, Flood 2014) because the standard library's distributions differ
// between implementations.
class Random {
 public:
  Random(std::initializer_list<std::uint64_t> keys) {
    for (const std::uint64_t key : keys) {
      state_ ^= key;
      state_ = next();
    }
  }

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  // Uniform in 0 .. bound-1; bound > 0. The bias is below bound / 2^64.
  std::uint64_t below(std::uint64_t bound) {
    assert(bound > 0);
    return static_cast<std::uint64_t>((Wide{next()} * bound) >> 64);
  }

  // True with exactly this probability, up to 2^-64.
  bool hits(Ratio share) { return below(share.whole) < share.part; }

  // Uniform in (0, 1]; never 0, so that its logarithm exists.
  double unit() { return static_cast<double>((next() >> 11) + 1) * 0x1.0p-53; }

  // Mean 1.
  double exponential() { return -std::log(unit()); }

  // Mean 0, deviation 1 (Box-Muller, one of the pair).
  double normal() {
    const double radius = std::sqrt(2.0 * exponential());
    return radius * std::cos(6.283185307179586 * unit());
  }

 private:
  std::uint64_t state_ = 0x243f6a8885a308d3ULL;
};

}  // namespace squall
