// Timers that a program creates: timerfd and POSIX timers.

#include <errno.h>

#include "runner/warp/real.hpp"
#include "runner/warp/timer_clocks.hpp"
#include "runner/warp/waits.hpp"

using namespace squall;

namespace {

constexpr bool is_translatable(const itimerspec& setting) {
  return squall::is_translatable(setting.it_value) && squall::is_translatable(setting.it_interval);
}

/// What is left and the interval, as a program under warp counts them; zero (disarmed) stays zero.
constexpr itimerspec to_warped(const WarpedTime& warp, const itimerspec& setting) {
  return {to_timespec(warp.warped_span(to_nanoseconds(setting.it_interval))),
          to_timespec(warp.warped_span(to_nanoseconds(setting.it_value)))};
}

/// A setting of a timer on `clock` as the real timer must get it; zero stays zero here too.
itimerspec to_real(const WarpedTime& warp, clockid_t clock, bool is_absolute,
                   const itimerspec& setting) {
  itimerspec translated{};
  const Nanoseconds value = to_nanoseconds(setting.it_value);
  translated.it_interval = to_timespec(warp.real_span(to_nanoseconds(setting.it_interval)));
  if (is_absolute && value > 0) {
    translated.it_value = *FixedDeadline{clock, &setting.it_value}.at;
  } else {
    translated.it_value = to_timespec(warp.real_span(value));
  }
  return translated;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int timerfd_settime(int descriptor, int flags, const itimerspec* setting,
                    itimerspec* before) noexcept {
  const WarpedTime* warp = active();
  if (warp == nullptr || !is_translatable(*setting)) {
    return real.timerfd_settime(descriptor, flags, setting, before);
  }
  const bool is_absolute = (flags & TFD_TIMER_ABSTIME) != 0;
  const clockid_t clock = is_absolute ? clock_of_timerfd(descriptor) : CLOCK_MONOTONIC;
  const itimerspec translated = to_real(*warp, clock, is_absolute, *setting);
  const int result = real.timerfd_settime(descriptor, flags, &translated, before);
  if (result == 0 && before != nullptr) *before = to_warped(*warp, *before);
  return result;
}

int timerfd_gettime(int descriptor, itimerspec* setting) noexcept {
  const WarpedTime* warp = active();
  const int result = real.timerfd_gettime(descriptor, setting);
  if (warp != nullptr && result == 0) *setting = to_warped(*warp, *setting);
  return result;
}

int timer_create(clockid_t clock, sigevent* event, timer_t* timer) noexcept {
  const int result = real.timer_create(clock, event, timer);
  if (active() == nullptr || result != 0 || remember_clock(*timer, clock)) return result;
  real.timer_delete(*timer);
  errno = EAGAIN;
  return -1;
}

/// Forgotten first: once deleted, another thread may be given the same timer.
int timer_delete(timer_t timer) noexcept {
  if (active() != nullptr) forget_clock(timer);
  return real.timer_delete(timer);
}

/// A timer on CPU time keeps real time, as one that is not ours does (the call will refuse it).
int timer_settime(timer_t timer, int flags, const itimerspec* setting,
                  itimerspec* before) noexcept {
  const WarpedTime* warp = active();
  const clockid_t clock = warp == nullptr ? no_clock : clock_of_timer(timer);
  if (warp == nullptr || timeline_of(clock) == Timeline::untouched || !is_translatable(*setting)) {
    return real.timer_settime(timer, flags, setting, before);
  }
  const itimerspec translated = to_real(*warp, clock, (flags & TIMER_ABSTIME) != 0, *setting);
  const int result = real.timer_settime(timer, flags, &translated, before);
  if (result == 0 && before != nullptr) *before = to_warped(*warp, *before);
  return result;
}

int timer_gettime(timer_t timer, itimerspec* setting) noexcept {
  const WarpedTime* warp = active();
  const int result = real.timer_gettime(timer, setting);
  if (warp == nullptr || result != 0) return result;
  if (timeline_of(clock_of_timer(timer)) == Timeline::untouched) return result;
  *setting = to_warped(*warp, *setting);
  return result;
}

}  // extern "C"
#pragma GCC visibility pop
