// Counts by windows of scenario time.
#include "scenarios/acceleration_limit.hpp"

#include <algorithm>

namespace squall {
namespace {

// Rounded down for moments before 0 as well.
std::int64_t number_of(Instant at, Duration window) {
  const std::int64_t number = at / window;
  return number - (at % window < Duration{0} ? 1 : 0);
}

}  // namespace

bool AccelerationLimit::Traffic::is_fresh(Instant now) const {
  return number_of(now, window) > number + 1;
}

Decision AccelerationLimit::arrive(Instant now, const Job& job) {
  Traffic& traffic = keys_.at(now, job.key);
  const AccelerationSettings& limits = keys_.limits();
  const std::int64_t number = number_of(now, limits.window);
  if (number != traffic.number) {
    traffic.before = number == traffic.number + 1 ? traffic.admitted : 0;
    traffic.admitted = 0;
    traffic.number = number;
  }
  const std::uint64_t most =
      std::max<std::uint64_t>(limits.least, scaled(traffic.before, limits.factor));
  if (traffic.admitted < most) {
    ++traffic.admitted;
    return {};
  }
  return {.entry = Entry::refused,
          .shortage = Shortage::acceleration,
          .most = most,
          .wait = (number + 1) * limits.window - now};
}

}  // namespace squall
