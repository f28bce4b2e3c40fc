// Convolves the probes' shares.
#include "runner/commands/verify_odds.hpp"

#include <algorithm>
#include <numeric>

namespace squall {

Odds::Odds(const std::vector<double>& shares) : chance_{1.0} {
  chance_.reserve(shares.size() + 1);
  for (const double share : shares) {
    expected_ += share;
    if (share <= 0) continue;
    chance_.push_back(0);
    for (std::size_t i = chance_.size() - 1; i > 0; --i)
      chance_[i] = chance_[i] * (1 - share) + chance_[i - 1] * share;
    chance_[0] *= 1 - share;
  }
}

// Sums what is asked for and not the rest, so that small chances stay exact.
double Odds::at_most(std::size_t fired) const {
  const std::size_t end = std::min(fired + 1, chance_.size());
  return std::accumulate(chance_.begin(), chance_.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
}

double Odds::at_least(std::size_t fired) const {
  if (fired >= chance_.size()) return 0;
  return std::accumulate(chance_.begin() + static_cast<std::ptrdiff_t>(fired), chance_.end(), 0.0);
}

bool Odds::allows(std::size_t fired) const {
  return at_most(fired) >= least_likely && at_least(fired) >= least_likely;
}

}  // namespace squall
