// Interval timers: what a program sets and reads back, between warped and real time.
#pragma once

#include <sys/time.h>
#include <time.h>

#include "runner/warp/warped_time.hpp"

namespace squall {

constexpr bool is_translatable(const itimerspec& setting) {
  return is_translatable(setting.it_value) && is_translatable(setting.it_interval);
}

/// What is left and the interval, as a program under warp counts them; zero (disarmed) stays zero.
constexpr itimerspec to_warped(const WarpedTime& warp, const itimerspec& setting) {
  return {to_timespec(warp.warped_span(to_nanoseconds(setting.it_interval))),
          to_timespec(warp.warped_span(to_nanoseconds(setting.it_value)))};
}

/// A setting of a timer on `clock` as the real timer must get it; zero (disarmed) stays zero.
itimerspec to_real(const WarpedTime& warp, clockid_t clock, bool is_absolute,
                   const itimerspec& setting);

}  // namespace squall
