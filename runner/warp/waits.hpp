// What a program asked to wait for, translated into what to ask of the C library.
#pragma once

#include "runner/warp/active.hpp"

namespace squall {

/// A relative wait. Without warp, without a time, or with one that the C library will refuse,
/// `lasting` is the program's own pointer, so that the real call answers as it always does.
struct RealWait {
  explicit RealWait(const timespec* asked) : lasting(asked) {
    const WarpedTime* warp = active();
    if (warp == nullptr || asked == nullptr || !is_translatable(*asked)) return;
    lasting_real = to_timespec(warp->real_span(to_nanoseconds(*asked)));
    lasting = &lasting_real;
  }

  RealWait(const RealWait&) = delete;
  RealWait& operator=(const RealWait&) = delete;

  bool is_translated() const { return lasting == &lasting_real; }

  const timespec* lasting;
  timespec lasting_real{};
};

/// A deadline on a clock, as the deadline on the real CLOCK_MONOTONIC at which the warped clock
/// first shows it. Passed on unchanged, clock and all, in the same cases as a RealWait, and when
/// the clock is not one of the two that the pthread calls accept.
struct RealDeadline {
  RealDeadline(clockid_t clock_asked, const timespec* asked) : clock(clock_asked), at(asked) {
    const WarpedTime* warp = active();
    if (warp == nullptr || asked == nullptr || !is_translatable(*asked)) return;
    if (clock_asked != CLOCK_MONOTONIC && clock_asked != CLOCK_REALTIME) return;
    const Timeline timeline = timeline_of(clock_asked);
    at_real = to_timespec(armed(warp->first_shown(timeline, to_nanoseconds(*asked))));
    clock = CLOCK_MONOTONIC;
    at = &at_real;
  }

  RealDeadline(const RealDeadline&) = delete;
  RealDeadline& operator=(const RealDeadline&) = delete;

  /// A deadline long past is still a valid time, and one that does not disarm a timer.
  static constexpr Nanoseconds armed(Nanoseconds instant) { return instant > 0 ? instant : 1; }

  clockid_t clock;
  const timespec* at;
  timespec at_real{};
};

/// The same for a call whose clock cannot be chosen: a deadline on the real clock of that name.
/// Late by the time between two clock readings, never early.
struct FixedDeadline {
  FixedDeadline(clockid_t clock, const timespec* asked);
  FixedDeadline(const FixedDeadline&) = delete;
  FixedDeadline& operator=(const FixedDeadline&) = delete;

  const timespec* at;
  timespec at_real{};
};

}  // namespace squall
