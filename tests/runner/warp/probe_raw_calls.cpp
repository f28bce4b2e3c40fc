// Probes of time asked of the kernel through syscall(2).

#include <linux/futex.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "tests/runner/warp/probe.hpp"

namespace squall {
namespace {

void sleep_thirty_seconds() {
  require(syscall(SYS_nanosleep, &thirty_seconds, nullptr) == 0, "nanosleep");
}

std::int64_t clock_reading() {
  timespec start{};
  timespec end{};
  require(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &start) == 0, "clock_gettime");
  sleep_thirty_seconds();
  require(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &end) == 0, "clock_gettime");
  return to_ns(end) - to_ns(start);
}

std::int64_t day_reading() {
  timeval start{};
  timeval end{};
  require(syscall(SYS_gettimeofday, &start, nullptr) == 0, "gettimeofday");
  sleep_thirty_seconds();
  require(syscall(SYS_gettimeofday, &end, nullptr) == 0, "gettimeofday");
  return (end.tv_sec - start.tv_sec) * 1'000'000'000 + (end.tv_usec - start.tv_usec) * 1000;
}

void clock_sleep() {
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  require(syscall(SYS_clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, &at, nullptr) == 0,
          "clock_nanosleep");
  const timespec bad{0, -1};
  require(syscall(SYS_clock_nanosleep, CLOCK_REALTIME, 0, &bad, nullptr) == -1 && errno == EINVAL,
          "an error is in errno");
}

void epoll_pwait_raw() {
  epoll_event event{};
  require(syscall(SYS_epoll_pwait, epoll_create1(0), &event, 1, thirty_seconds_ms, nullptr, 8) == 0,
          "epoll_pwait");
}

void epoll_pwait2_raw() {
  epoll_event event{};
  require(syscall(SYS_epoll_pwait2, epoll_create1(0), &event, 1, &thirty_seconds, nullptr, 8) == 0,
          "epoll_pwait2");
}

long futex(std::uint32_t& word, int operation, const timespec* timeout) {
  return syscall(SYS_futex, &word, operation, word, timeout, nullptr, FUTEX_BITSET_MATCH_ANY);
}

void futex_wait() {
  std::uint32_t word = 0;
  require(futex(word, FUTEX_WAIT_PRIVATE, &thirty_seconds) == -1 && errno == ETIMEDOUT, "futex");
}

template <clockid_t clock>
void futex_deadline() {
  constexpr int flag = clock == CLOCK_REALTIME ? FUTEX_CLOCK_REALTIME : 0;
  std::uint32_t word = 0;
  const timespec at = in_thirty_seconds(clock);
  require(futex(word, FUTEX_WAIT_BITSET_PRIVATE | flag, &at) == -1 && errno == ETIMEDOUT, "futex");
}

/// A lock that another thread of this process, the one with this id, holds.
void futex_lock() {
  static std::uint32_t word = 0;
  pthread_t holder;
  const auto hold = [](void*) -> void* {
    __atomic_store_n(&word, static_cast<std::uint32_t>(gettid()), __ATOMIC_RELEASE);
    while (true) pause();
  };
  require(pthread_create(&holder, nullptr, hold, nullptr) == 0, "pthread_create");
  while (__atomic_load_n(&word, __ATOMIC_ACQUIRE) == 0) usleep(1000);
  const timespec at = in_thirty_seconds(CLOCK_REALTIME);
  require(syscall(SYS_futex, &word, FUTEX_LOCK_PI_PRIVATE, 0, &at, nullptr, 0) == -1 &&
              errno == ETIMEDOUT,
          "futex");
}

void timerfd_raw() {
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  const itimerspec setting{{0, 0}, thirty_seconds};
  require(syscall(SYS_timerfd_settime, timer, 0, &setting, nullptr) == 0, "timerfd_settime");
  itimerspec got{};
  require(syscall(SYS_timerfd_gettime, timer, &got) == 0 && got.it_value.tv_sec <= 30, "gettime");
  std::uint64_t ticks = 0;
  require(read(timer, &ticks, sizeof ticks) == sizeof ticks, "the timer ticks");
}

#ifdef SYS_time
std::int64_t second_reading() {
  const long start = syscall(SYS_time, nullptr);
  sleep_thirty_seconds();
  return (syscall(SYS_time, nullptr) - start) * 1'000'000'000;
}

void poll_raw() { require(syscall(SYS_poll, nullptr, 0, thirty_seconds_ms) == 0, "poll"); }

void epoll_wait_raw() {
  epoll_event event{};
  require(syscall(SYS_epoll_wait, epoll_create1(0), &event, 1, thirty_seconds_ms) == 0,
          "epoll_wait");
}
#endif

constexpr Probe probes[] = {
#ifdef SYS_time
    {"syscall:time", second_reading},
    {"syscall:poll", timed<poll_raw>},
    {"syscall:epoll_wait", timed<epoll_wait_raw>},
#endif
    {"syscall:clock_gettime", clock_reading},
    {"syscall:gettimeofday", day_reading},
    {"syscall:nanosleep", timed<sleep_thirty_seconds>},
    {"syscall:clock_nanosleep", timed<clock_sleep>},
    {"syscall:epoll_pwait", timed<epoll_pwait_raw>},
    {"syscall:epoll_pwait2", timed<epoll_pwait2_raw>},
    {"syscall:futex_wait", timed<futex_wait>},
    {"syscall:futex_monotonic_deadline", timed<futex_deadline<CLOCK_MONOTONIC>>},
    {"syscall:futex_realtime_deadline", timed<futex_deadline<CLOCK_REALTIME>>},
    {"syscall:futex_lock", timed<futex_lock>},
    {"syscall:timerfd", timed<timerfd_raw>},
};

}  // namespace

std::span<const Probe> raw_call_probes() { return probes; }

}  // namespace squall
