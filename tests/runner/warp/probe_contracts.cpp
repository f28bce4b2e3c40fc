// Probes of what must hold besides time passing faster: exact clocks, untouched CPU time, errors,
// signal handlers, cancelled threads, children.

#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

#include "runner/warp/warped_time.hpp"
#include "tests/runner/warp/probe.hpp"

namespace squall {
namespace {

WarpedTime warp_of_environment() {
  return {parse_speed(std::getenv(speed_variable)),
          parse_instant_ns(std::getenv(monotonic_epoch_variable)),
          parse_instant_ns(std::getenv(realtime_epoch_variable))};
}

/// Every clock shows exactly what the environment's speed and epochs make of the real clock.
std::int64_t clocks_are_exact() {
  const WarpedTime warp = warp_of_environment();
  constexpr std::pair<clockid_t, Timeline> clocks[] = {
      {CLOCK_MONOTONIC, Timeline::monotonic},
      {CLOCK_MONOTONIC_RAW, Timeline::monotonic},
      {CLOCK_MONOTONIC_COARSE, Timeline::monotonic},
      {CLOCK_BOOTTIME, Timeline::monotonic},
      {CLOCK_REALTIME, Timeline::realtime},
      {CLOCK_REALTIME_COARSE, Timeline::realtime},
      {CLOCK_TAI, Timeline::realtime}};
  for (int round = 0; round < 1'000; ++round) {
    for (const auto& [clock, timeline] : clocks) {
      const std::int64_t before = real_ns(CLOCK_MONOTONIC);
      const std::int64_t shown = now_ns(clock);
      const std::int64_t after = real_ns(CLOCK_MONOTONIC);
      require(warp.shown(timeline, before) <= shown, "the clock is not slow");
      require(shown <= warp.shown(timeline, after), "the clock is not fast");
    }
  }
  return 0;
}

std::int64_t cpu_time_is_real() {
  for (const clockid_t clock : {CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID}) {
    const std::int64_t before = real_ns(clock);
    const std::int64_t shown = now_ns(clock);
    require(before <= shown && shown <= real_ns(clock), "the clock is the real one");
  }
  return 0;
}

/// A wait of zero or less than zero stays what it is, as does a deadline that has passed.
std::int64_t nothing_to_wait_for() {
  const timespec zero{0, 0};
  timeval zero_too{0, 0};
  epoll_event event{};
  require(poll(nullptr, 0, 0) == 0, "poll");
  require(ppoll(nullptr, 0, &zero, nullptr) == 0, "ppoll");
  require(select(0, nullptr, nullptr, nullptr, &zero_too) == 0, "select");
  require(epoll_wait(epoll_create1(0), &event, 1, 0) == 0, "epoll_wait");
  require(nanosleep(&zero, nullptr) == 0, "nanosleep");
  require(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &zero, nullptr) == 0, "a past instant");
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  require(sem_timedwait(&semaphore, &zero) == -1 && errno == ETIMEDOUT, "a past deadline");
  const timespec before_1970{-5, 0};
  require(sem_timedwait(&semaphore, &before_1970) == -1 && errno == ETIMEDOUT, "before 1970");
  return 0;
}

std::int64_t bad_times_are_refused() {
  for (const timespec& bad : {timespec{0, -1}, timespec{0, 1'000'000'000}, timespec{-1, 0}}) {
    require(nanosleep(&bad, nullptr) == -1 && errno == EINVAL, "nanosleep");
    require(clock_nanosleep(CLOCK_MONOTONIC, 0, &bad, nullptr) == EINVAL, "clock_nanosleep");
    require(ppoll(nullptr, 0, &bad, nullptr) == -1 && errno == EINVAL, "ppoll");
    const itimerspec setting{{0, 0}, bad};
    require(timerfd_settime(timerfd_create(CLOCK_MONOTONIC, 0), 0, &setting, nullptr) == -1 &&
                errno == EINVAL,
            "timerfd_settime");
  }
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  const timespec bad{0, 1'000'000'000};
  require(sem_timedwait(&semaphore, &bad) == -1 && errno == EINVAL, "sem_timedwait");
  timeval negative{-1, 0};
  require(select(0, nullptr, nullptr, nullptr, &negative) == -1 && errno == EINVAL, "select");
  const timespec fine{1, 0};
  require(clock_nanosleep(CLOCK_MONOTONIC_COARSE, 0, &fine, nullptr) != 0, "a clock for no sleep");
  require(sem_clockwait(&semaphore, CLOCK_BOOTTIME, &fine) == -1 && errno == EINVAL, "a clock");
  timespec now{};
  require(clock_gettime(12345, &now) == -1 && errno == EINVAL, "an unknown clock");
  return 0;
}

/// A wait for as long as there are seconds is a wait, not an error and not an overflow.
std::int64_t forever_is_long() {
  const timespec forever{std::numeric_limits<time_t>::max(), 999'999'999};
  timespec left{};
  interrupt_after(3);
  require(nanosleep(&forever, &left) == -1 && errno == EINTR, "the sleep is interrupted");
  require(left.tv_sec > 1'000'000'000, "what is left is long");
  interrupt_after(3);
  require(ppoll(nullptr, 0, &forever, nullptr) == -1 && errno == EINTR, "ppoll is interrupted");
  interrupt_after(3);
  require(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &forever, nullptr) == EINTR, "so is this");
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  interrupt_after(3);
  require(sem_timedwait(&semaphore, &forever) == -1 && errno == EINTR, "and this");
  return 0;
}

std::int64_t success_leaves_errno_alone() {
  errno = 42;
  timespec now = in_thirty_seconds(CLOCK_REALTIME);
  const itimerspec setting{{0, 0}, now};
  const timespec short_wait{0, 1'000'000};
  epoll_event event{};
  time(nullptr);
  require(sleep(1) == 0 && nanosleep(&short_wait, nullptr) == 0, "sleeps");
  require(poll(nullptr, 0, 10) == 0 && epoll_wait(epoll_create1(0), &event, 1, 10) == 0, "polls");
  const int timer = timerfd_create(CLOCK_REALTIME, 0);
  require(timerfd_settime(timer, TFD_TIMER_ABSTIME, &setting, nullptr) == 0, "timerfd_settime");
  require(errno == 42, "errno is as it was");
  return 0;
}

std::int64_t signal_handlers_may_read_clocks() {
  static volatile int handled = 0;
  struct sigaction action {};
  action.sa_handler = [](int) { handled = handled + (time(nullptr) > 0 && now_ns() > 0 ? 1 : 0); };
  sigaction(SIGALRM, &action, nullptr);
  const itimerval every_100_ms{{0, 100'000}, {0, 100'000}};
  setitimer(ITIMER_REAL, &every_100_ms, nullptr);
  std::int64_t last = 0;
  while (handled < 100) {
    const std::int64_t now = now_ns();
    require(now >= last, "the clock never goes back");
    last = now;
  }
  return 0;
}

/// Threads blocked in a translated wait still end when they are cancelled.
std::int64_t waiting_threads_can_be_cancelled() {
  constexpr void* (*waits[])(void*) = {
      [](void*) -> void* {
        sleep(long_wait_s);
        return nullptr;
      },
      [](void*) -> void* {
        poll(nullptr, 0, 1'000'000'000);
        return nullptr;
      },
      [](void*) -> void* {
        timeval timeout{long_wait_s, 0};
        select(0, nullptr, nullptr, nullptr, &timeout);
        return nullptr;
      },
      [](void*) -> void* {
        epoll_event event{};
        epoll_wait(epoll_create1(0), &event, 1, 1'000'000'000);
        return nullptr;
      },
      [](void*) -> void* {
        pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
        pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
        const timespec at{now_ns(CLOCK_REALTIME) / 1'000'000'000 + long_wait_s, 0};
        pthread_mutex_lock(&mutex);
        pthread_cond_timedwait(&condition, &mutex, &at);
        return nullptr;
      }};
  for (const auto wait : waits) {
    pthread_t thread;
    require(pthread_create(&thread, nullptr, wait, nullptr) == 0, "pthread_create");
    usleep(100'000);
    pthread_cancel(thread);
    void* result = nullptr;
    pthread_join(thread, &result);
    require(result == PTHREAD_CANCELED, "the thread was cancelled");
  }
  return 0;
}

/// What `probe now` prints when this program starts it anew.
std::int64_t now_in_child() {
  const std::string command = "/proc/" + std::to_string(getpid()) + "/exe now";
  FILE* child = popen(command.c_str(), "r");
  long long shown = 0;
  require(std::fscanf(child, "%lld", &shown) == 1, "the child prints its clock");
  pclose(child);
  return shown;
}

std::int64_t children_share_the_clock() {
  const std::int64_t before = now_ns();
  const std::int64_t child = now_in_child();
  require(before <= child && child <= now_ns(), "a program started from here shows the same time");
  int ends[2];
  require(pipe(ends) == 0, "pipe");
  if (fork() == 0) {
    const std::int64_t shown = now_ns();
    _exit(write(ends[1], &shown, sizeof shown) == sizeof shown ? 0 : 1);
  }
  std::int64_t forked = 0;
  require(read(ends[0], &forked, sizeof forked) == sizeof forked, "the forked child writes");
  require(child <= forked && forked <= now_ns(), "a forked child shows the same time");
  wait(nullptr);
  return 0;
}

std::int64_t without_a_speed_time_is_real() {
  require(std::getenv(monotonic_epoch_variable) == nullptr, "nothing was exported");
  for (const clockid_t clock : {CLOCK_MONOTONIC, CLOCK_REALTIME}) {
    const std::int64_t before = real_ns(clock);
    const std::int64_t shown = now_ns(clock);
    require(before <= shown && shown <= real_ns(clock), "the clock is the real one");
  }
  const std::int64_t start = real_ns(CLOCK_MONOTONIC);
  require(poll(nullptr, 0, 50) == 0, "poll");
  require(real_ns(CLOCK_MONOTONIC) - start >= 50'000'000, "the wait is the real one");
  return 0;
}

constexpr Probe probes[] = {
    {"clocks_are_exact", clocks_are_exact},
    {"cpu_time_is_real", cpu_time_is_real},
    {"nothing_to_wait_for", nothing_to_wait_for},
    {"bad_times_are_refused", bad_times_are_refused},
    {"forever_is_long", forever_is_long},
    {"success_leaves_errno_alone", success_leaves_errno_alone},
    {"signal_handlers_may_read_clocks", signal_handlers_may_read_clocks},
    {"waiting_threads_can_be_cancelled", waiting_threads_can_be_cancelled},
    {"children_share_the_clock", children_share_the_clock},
    {"without_a_speed_time_is_real", without_a_speed_time_is_real},
};

}  // namespace

std::span<const Probe> contract_probes() { return probes; }

}  // namespace squall
