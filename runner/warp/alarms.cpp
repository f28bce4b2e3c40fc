// The one interval timer that every process has: setitimer, alarm and ualarm.

#include "runner/warp/real.hpp"
#include "runner/warp/waits.hpp"

using namespace squall;

namespace {

/// Whether this timer counts wall time; ITIMER_VIRTUAL and ITIMER_PROF count CPU time.
constexpr bool is_warped(int which) { return which == ITIMER_REAL; }

constexpr timeval to_real(const WarpedTime& warp, const timeval& time) {
  return to_timeval_up(warp.real_span(to_nanoseconds(time)));
}

constexpr timeval to_warped(const WarpedTime& warp, const timeval& time) {
  return to_timeval_up(warp.warped_span(to_nanoseconds(time)));
}

constexpr itimerval to_warped(const WarpedTime& warp, const itimerval& setting) {
  return {to_warped(warp, setting.it_interval), to_warped(warp, setting.it_value)};
}

/// The kernel refuses more microseconds than a second holds.
constexpr bool is_translatable(const itimerval& setting) {
  return squall::is_translatable(setting.it_value) && setting.it_value.tv_usec < 1'000'000 &&
         squall::is_translatable(setting.it_interval) && setting.it_interval.tv_usec < 1'000'000;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int setitimer(__itimer_which_t which, const itimerval* setting, itimerval* before) noexcept {
  const WarpedTime* warp = active();
  if (warp == nullptr || !is_warped(which)) return real.setitimer(which, setting, before);
  itimerval translated{};
  const bool is_ours = setting != nullptr && is_translatable(*setting);
  if (is_ours) {
    translated = {to_real(*warp, setting->it_interval), to_real(*warp, setting->it_value)};
  }
  const int result = real.setitimer(which, is_ours ? &translated : setting, before);
  if (result == 0 && before != nullptr) *before = to_warped(*warp, *before);
  return result;
}

int getitimer(__itimer_which_t which, itimerval* setting) noexcept {
  const WarpedTime* warp = active();
  const int result = real.getitimer(which, setting);
  if (warp != nullptr && result == 0 && is_warped(which)) *setting = to_warped(*warp, *setting);
  return result;
}

/// Rounds what was left to the nearest second as the kernel does, and never to zero.
unsigned alarm(unsigned seconds) noexcept {
  if (active() == nullptr) return real.alarm(seconds);
  const itimerval setting{{0, 0}, {static_cast<time_t>(seconds), 0}};
  itimerval before{};
  setitimer(ITIMER_REAL, &setting, &before);
  const timeval& left = before.it_value;
  const bool is_rounded_up = left.tv_usec >= 500'000 || (left.tv_sec == 0 && left.tv_usec > 0);
  return static_cast<unsigned>(left.tv_sec) + (is_rounded_up ? 1 : 0);
}

useconds_t ualarm(useconds_t value, useconds_t interval) noexcept {
  if (active() == nullptr) return real.ualarm(value, interval);
  const itimerval setting{{interval / 1'000'000, interval % 1'000'000},
                          {value / 1'000'000, value % 1'000'000}};
  itimerval before{};
  if (setitimer(ITIMER_REAL, &setting, &before) != 0) return static_cast<useconds_t>(-1);
  return static_cast<useconds_t>(before.it_value.tv_sec * 1'000'000 + before.it_value.tv_usec);
}

}  // extern "C"
#pragma GCC visibility pop
