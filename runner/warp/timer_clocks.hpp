// Which clock a timer runs on: an absolute setting cannot be translated without it.
#pragma once

#include <time.h>

namespace squall {

/// No clock the system has: what an unknown timer runs on.
inline constexpr clockid_t no_clock = -1;

/// Keeps the clock of a new POSIX timer. False if 1024 timers are alive already.
bool remember_clock(timer_t timer, clockid_t clock);
void forget_clock(timer_t timer);

/// no_clock if the timer was not remembered.
clockid_t clock_of_timer(timer_t timer);

/// Asks the kernel, so that a descriptor duplicated, inherited or received is known as well.
/// CLOCK_MONOTONIC if /proc cannot be read.
clockid_t clock_of_timerfd(int descriptor);

}  // namespace squall
