// Probes of clocks and sleeps. A clock is judged by what it showed to pass during a sleep of 30 s.

#include <sys/time.h>
#include <sys/times.h>
#include <threads.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/runner/warp/probe.hpp"

namespace squall {
namespace {

void sleep_thirty_seconds() { require(nanosleep(&thirty_seconds, nullptr) == 0, "nanosleep"); }

/// What `read`, a clock in units of `unit_ns`, showed to pass during a sleep.
template <std::int64_t (*read)(), std::int64_t unit_ns>
std::int64_t shown() {
  const std::int64_t start = read();
  sleep_thirty_seconds();
  return (read() - start) * unit_ns;
}

template <clockid_t clock>
std::int64_t read_clock() {
  return now_ns(clock);
}

std::int64_t read_gettimeofday() {
  timeval now{};
  gettimeofday(&now, nullptr);
  return now.tv_sec * std::int64_t{1'000'000} + now.tv_usec;
}

std::int64_t read_time() {
  time_t stored = 0;
  const time_t now = time(&stored);
  require(now == stored, "time returns what it stores");
  return now;
}

std::int64_t read_timespec_get() {
  timespec now{};
  require(timespec_get(&now, TIME_UTC) == TIME_UTC, "timespec_get");
  return to_ns(now);
}

std::int64_t read_times() {
  tms used{};
  return times(&used);
}

void refused_clock_settime() {
  const timespec now = in_thirty_seconds(CLOCK_REALTIME);
  require(clock_settime(CLOCK_REALTIME, &now) == -1 && errno == EPERM, "clock_settime is refused");
  sleep_thirty_seconds();
}

void refused_settimeofday() {
  timeval now{};
  gettimeofday(&now, nullptr);
  require(settimeofday(&now, nullptr) == -1 && errno == EPERM, "settimeofday is refused");
  sleep_thirty_seconds();
}

void interrupted_nanosleep() {
  const timespec asked{long_wait_s, 0};
  timespec left{};
  interrupt_after(30);
  require(nanosleep(&asked, &left) == -1 && errno == EINTR, "the sleep is interrupted");
  require(left.tv_sec >= rest_of_long_wait_s, "the rest is in scenario time");
  require(left.tv_sec <= long_wait_s - thirty_seconds.tv_sec, "the rest is shorter by the sleep");
}

template <clockid_t clock>
void clock_nanosleep_relative() {
  require(clock_nanosleep(clock, 0, &thirty_seconds, nullptr) == 0, "clock_nanosleep");
}

template <clockid_t clock>
void clock_nanosleep_absolute() {
  const timespec at = in_thirty_seconds(clock);
  require(clock_nanosleep(clock, TIMER_ABSTIME, &at, nullptr) == 0, "clock_nanosleep");
  require(now_ns(clock) >= to_ns(at), "the clock shows the instant");
}

void interrupted_clock_nanosleep() {
  const timespec asked{long_wait_s, 0};
  timespec left{};
  interrupt_after(30);
  require(clock_nanosleep(CLOCK_MONOTONIC, 0, &asked, &left) == EINTR, "it is interrupted");
  require(left.tv_sec >= rest_of_long_wait_s, "the rest is in scenario time");
}

void sleep_call() { require(sleep(30) == 0, "sleep"); }

void interrupted_sleep() {
  interrupt_after(30);
  require(sleep(long_wait_s) >= rest_of_long_wait_s, "the rest is in scenario time");
}

void usleep_call() { require(usleep(30'000'000) == 0, "usleep"); }

void thrd_sleep_call() { require(thrd_sleep(&thirty_seconds, nullptr) == 0, "thrd_sleep"); }

void interrupted_thrd_sleep() {
  const timespec asked{long_wait_s, 0};
  timespec left{};
  interrupt_after(30);
  require(thrd_sleep(&asked, &left) == -1, "the sleep is interrupted");
  require(left.tv_sec >= rest_of_long_wait_s, "the rest is in scenario time");
}

void sleep_until_wall_time() {
  std::this_thread::sleep_until(std::chrono::system_clock::now() + std::chrono::seconds(30));
}

constexpr Probe probes[] = {
    {"clock_gettime:monotonic", shown<read_clock<CLOCK_MONOTONIC>, 1>},
    {"clock_gettime:monotonic_raw", shown<read_clock<CLOCK_MONOTONIC_RAW>, 1>},
    {"clock_gettime:monotonic_coarse", shown<read_clock<CLOCK_MONOTONIC_COARSE>, 1>},
    {"clock_gettime:boottime", shown<read_clock<CLOCK_BOOTTIME>, 1>},
    {"clock_gettime:realtime", shown<read_clock<CLOCK_REALTIME>, 1>},
    {"clock_gettime:realtime_coarse", shown<read_clock<CLOCK_REALTIME_COARSE>, 1>},
    {"clock_gettime:tai", shown<read_clock<CLOCK_TAI>, 1>},
    {"gettimeofday", shown<read_gettimeofday, 1000>},
    {"time", shown<read_time, 1'000'000'000>},
    {"timespec_get", shown<read_timespec_get, 1>},
    {"times", shown<read_times, 10'000'000>},
    {"clock_settime", timed<refused_clock_settime>},
    {"settimeofday", timed<refused_settimeofday>},
    {"nanosleep", timed<sleep_thirty_seconds>},
    {"nanosleep:interrupted", timed<interrupted_nanosleep>},
    {"clock_nanosleep:monotonic", timed<clock_nanosleep_relative<CLOCK_MONOTONIC>>},
    {"clock_nanosleep:realtime", timed<clock_nanosleep_relative<CLOCK_REALTIME>>},
    {"clock_nanosleep:absolute_monotonic", timed<clock_nanosleep_absolute<CLOCK_MONOTONIC>>},
    {"clock_nanosleep:absolute_realtime", timed<clock_nanosleep_absolute<CLOCK_REALTIME>>},
    {"clock_nanosleep:absolute_boottime", timed<clock_nanosleep_absolute<CLOCK_BOOTTIME>>},
    {"clock_nanosleep:interrupted", timed<interrupted_clock_nanosleep>},
    {"sleep", timed<sleep_call>},
    {"sleep:interrupted", timed<interrupted_sleep>},
    {"usleep", timed<usleep_call>},
    {"thrd_sleep", timed<thrd_sleep_call>},
    {"thrd_sleep:interrupted", timed<interrupted_thrd_sleep>},
    {"clock_nanosleep:std_sleep_until", timed<sleep_until_wall_time>},
};

}  // namespace

std::span<const Probe> clock_probes() { return probes; }

}  // namespace squall
