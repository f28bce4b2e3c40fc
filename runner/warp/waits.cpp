// Deadlines for calls whose clock cannot be chosen.

#include "runner/warp/waits.hpp"

#include "runner/warp/real.hpp"

namespace squall {
namespace {

/// Timers on the alarm clocks exist on machines where those clocks themselves cannot be read.
constexpr clockid_t readable(clockid_t clock) {
  if (clock == CLOCK_REALTIME_ALARM) return CLOCK_REALTIME;
  return clock == CLOCK_BOOTTIME_ALARM ? CLOCK_BOOTTIME : clock;
}

}  // namespace

FixedDeadline::FixedDeadline(clockid_t clock, const timespec* asked) : at(asked) {
  const WarpedTime* warp = active();
  if (warp == nullptr || asked == nullptr || !is_translatable(*asked)) return;
  const Nanoseconds instant = warp->first_shown(timeline_of(clock), to_nanoseconds(*asked));
  // Read in this order, whatever happens between the two can only make the difference larger.
  const Nanoseconds monotonic = real_monotonic();
  timespec now{};
  real.clock_gettime(readable(clock), &now);
  at_real = to_timespec(RealDeadline::armed(instant + to_nanoseconds(now) - monotonic));
  at = &at_real;
}

}  // namespace squall
