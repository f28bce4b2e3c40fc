// How likely a count of fires is, when every probe has a share of its own.
#pragma once

#include <cstddef>
#include <vector>

namespace squall {

// A right server is taken for a wrong one this seldom, on each side: a normal variable beyond 4.5
// deviations.
inline constexpr double least_likely = 3.4e-6;

// The number of fires of independent probes (the Poisson binomial distribution), exactly, by adding
// one probe after the other. Quadratic in the probes.
class Odds {
 public:
  explicit Odds(const std::vector<double>& shares);  // each within 0..1

  double expected() const { return expected_; }
  double at_most(std::size_t fired) const;
  double at_least(std::size_t fired) const;
  // Neither so few nor so many are too unlikely.
  bool allows(std::size_t fired) const;

 private:
  double expected_ = 0;
  std::vector<double> chance_;  // of exactly so many fires
};

}  // namespace squall
