// The one clock that every wrapper consults, and the clocks of the system it stands for.
#pragma once

#include "runner/warp/warped_time.hpp"

namespace squall {

/// The warp this process runs under; null without SQUALL_WARP_SPEED, and then every wrapper passes
/// its call straight on. Settled once, at the first call or at load, whichever comes first.
const WarpedTime* active();

/// The real CLOCK_MONOTONIC now.
Nanoseconds real_monotonic();

/// The timeline on which a program reads this clock. The coarse, raw and boot-time clocks show
/// exactly what CLOCK_MONOTONIC does: a tick of 4 ms would become a jump of 240 ms at speed 60.
constexpr Timeline timeline_of(clockid_t clock) {
  switch (clock) {
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_BOOTTIME:
    case CLOCK_BOOTTIME_ALARM:
      return Timeline::monotonic;
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_REALTIME_ALARM:
    case CLOCK_TAI:
      return Timeline::realtime;
    default:
      return Timeline::untouched;
  }
}

}  // namespace squall
