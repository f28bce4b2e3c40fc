// What every probe shares: a probe makes one kind of call and tells how long it took by the clock
// of its own process, which runs under time warp.
#pragma once

#include <pthread.h>
#include <time.h>

#include <cerrno>
#include <cstdint>
#include <span>
#include <string_view>

namespace squall {

/// Named after the call, with what is special about it after a colon: "clock_nanosleep:absolute".
struct Probe {
  std::string_view name;
  std::int64_t (*elapsed_ns)();
};

std::span<const Probe> clock_probes();
std::span<const Probe> descriptor_probes();
std::span<const Probe> thread_probes();
std::span<const Probe> timer_probes();
std::span<const Probe> raw_call_probes();
/// These wait for nothing; they hold or end the process.
std::span<const Probe> contract_probes();

/// The wait that every probe makes, in scenario time.
inline constexpr timespec thirty_seconds{30, 0};
inline constexpr int thirty_seconds_ms = 30'000;
/// A wait that no probe sits out, and what must be left of it after any delay of this machine.
inline constexpr int long_wait_s = 100'000;
inline constexpr int rest_of_long_wait_s = 90'000;

/// Ends the process with code 1 and `what` on stderr unless it held.
void require(bool held, std::string_view what);

/// Ends the process with code 77: this machine lacks what the probe needs.
[[noreturn]] void skip(std::string_view why);

constexpr std::int64_t to_ns(const timespec& time) {
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

/// The time by this process's clock.
std::int64_t now_ns(clockid_t clock = CLOCK_MONOTONIC);

/// The time by the C library's own function, past whatever was preloaded.
std::int64_t real_ns(clockid_t clock);

/// The instant 30 s from now on this process's clock.
timespec in_thirty_seconds(clockid_t clock);

/// Runs `wait` in this process and gives what CLOCK_MONOTONIC showed to pass.
template <void (*wait)()>
std::int64_t timed() {
  const std::int64_t start = now_ns();
  wait();
  return now_ns() - start;
}

/// Delivers SIGALRM once after so many seconds of scenario time, to a handler that does nothing.
void interrupt_after(int seconds);

}  // namespace squall
