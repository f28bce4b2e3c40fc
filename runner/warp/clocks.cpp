// Reading clocks. Every warped clock follows the real CLOCK_MONOTONIC alone, which runs evenly and
// which nobody can set: wall clocks under warp never jump, and all processes of a run agree.

#include <errno.h>

#include "runner/warp/active.hpp"
#include "runner/warp/real.hpp"

using namespace squall;

namespace {

timespec shown_now(const WarpedTime& warp, Timeline timeline) {
  return to_timespec(warp.shown(timeline, real_monotonic()));
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  const WarpedTime* warp = active();
  const Timeline timeline = timeline_of(clock);
  if (warp == nullptr || timeline == Timeline::untouched) return real.clock_gettime(clock, now);
  *now = shown_now(*warp, timeline);
  return 0;
}

int gettimeofday(timeval* now, void* zone) noexcept {
  const WarpedTime* warp = active();
  if (warp == nullptr) return real.gettimeofday(now, zone);
  const timespec shown = shown_now(*warp, Timeline::realtime);
  *now = {shown.tv_sec, shown.tv_nsec / 1000};
  if (zone != nullptr) *static_cast<struct timezone*>(zone) = {};
  return 0;
}

time_t time(time_t* now) noexcept {
  const WarpedTime* warp = active();
  if (warp == nullptr) return real.time(now);
  const time_t shown = shown_now(*warp, Timeline::realtime).tv_sec;
  if (now != nullptr) *now = shown;
  return shown;
}

int timespec_get(timespec* now, int base) noexcept {
  const WarpedTime* warp = active();
  if (warp == nullptr || base != TIME_UTC) return real.timespec_get(now, base);
  *now = shown_now(*warp, Timeline::realtime);
  return base;
}

/// The return value is elapsed time and is warped; the buffer holds CPU time and is not.
clock_t times(tms* used) noexcept {
  const WarpedTime* warp = active();
  const clock_t ticks = real.times(used);
  if (warp == nullptr || ticks == -1) return ticks;
  const Nanoseconds shown = warp->shown(Timeline::monotonic, real_monotonic());
  return static_cast<clock_t>(shown / (second_ns / sysconf(_SC_CLK_TCK)));
}

/// A warped program that sets the clock would set the machine's clock to a scenario's time.
int clock_settime(clockid_t clock, const timespec* now) noexcept {
  if (active() == nullptr) return real.clock_settime(clock, now);
  errno = EPERM;
  return -1;
}

int settimeofday(const timeval* now, const struct timezone* zone) noexcept {
  if (active() == nullptr) return real.settimeofday(now, zone);
  errno = EPERM;
  return -1;
}

}  // extern "C"
#pragma GCC visibility pop
