// Probes of timers. Each sets a long wait first, to see that it reads back in scenario time.

#include <signal.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "tests/runner/warp/probe.hpp"

namespace squall {
namespace {

/// Whether a time read back is what a wait of 100,000 s leaves.
bool is_rest_of_long_wait(std::int64_t seconds) {
  return seconds >= rest_of_long_wait_s && seconds <= long_wait_s;
}

constexpr itimerspec long_setting{{7, 0}, {long_wait_s, 0}};
constexpr itimerspec thirty_second_setting{{0, 0}, thirty_seconds};

/// Reads back from one time-out to the next the setting that `long_setting` was.
void require_long(const itimerspec& got) {
  require(is_rest_of_long_wait(got.it_value.tv_sec), "the rest is in scenario time");
  require(to_ns(got.it_interval) >= 7'000'000'000 && to_ns(got.it_interval) <= 7'000'000'100,
          "the interval is in scenario time");
}

void read_ticks(int timer, std::uint64_t least) {
  std::uint64_t ticks = 0;
  require(read(timer, &ticks, sizeof ticks) == sizeof ticks && ticks >= least, "the timer ticks");
}

void timerfd_set() {
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  require(timerfd_settime(timer, 0, &long_setting, nullptr) == 0, "timerfd_settime");
  itimerspec before{};
  require(timerfd_settime(timer, 0, &thirty_second_setting, &before) == 0, "timerfd_settime");
  require_long(before);
  read_ticks(timer, 1);
}

void timerfd_get() {
  const int timer = timerfd_create(CLOCK_REALTIME, 0);
  itimerspec got{};
  require(timerfd_gettime(timer, &got) == 0 && to_ns(got.it_value) == 0, "it is disarmed");
  require(timerfd_settime(timer, 0, &long_setting, nullptr) == 0, "timerfd_settime");
  require(timerfd_gettime(timer, &got) == 0, "timerfd_gettime");
  require_long(got);
  require(timerfd_settime(timer, 0, &thirty_second_setting, nullptr) == 0, "timerfd_settime");
  read_ticks(timer, 1);
}

template <clockid_t clock>
void timerfd_absolute() {
  const int timer = timerfd_create(clock, 0);
  const itimerspec setting{{0, 0}, in_thirty_seconds(clock)};
  require(timerfd_settime(dup(timer), TFD_TIMER_ABSTIME, &setting, nullptr) == 0, "settime");
  read_ticks(timer, 1);
  require(now_ns(clock) >= to_ns(setting.it_value), "the clock shows the instant");
}

void timerfd_periodic() {
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  const itimerspec setting{{10, 0}, {10, 0}};
  require(timerfd_settime(timer, 0, &setting, nullptr) == 0, "timerfd_settime");
  for (int i = 0; i < 3; ++i) read_ticks(timer, 1);
}

/// An instant long past ticks at once, as often as the interval fits in since.
void timerfd_past() {
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  itimerspec setting{{30, 0}, {}};
  clock_gettime(CLOCK_MONOTONIC, &setting.it_value);
  nanosleep(&thirty_seconds, nullptr);
  require(timerfd_settime(timer, TFD_TIMER_ABSTIME, &setting, nullptr) == 0, "timerfd_settime");
  read_ticks(timer, 2);
}

/// Blocks SIGUSR1, which `timer_on` timers raise, so that it can be waited for.
timer_t timer_on(clockid_t clock) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGUSR1);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  timer_t timer{};
  require(timer_create(clock, &event, &timer) == 0, "timer_create");
  return timer;
}

void wait_for_timer() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGUSR1);
  require(sigwaitinfo(&signals, nullptr) == SIGUSR1, "the timer raises its signal");
}

void posix_timer() {
  const timer_t timer = timer_on(CLOCK_MONOTONIC);
  require(timer_settime(timer, 0, &long_setting, nullptr) == 0, "timer_settime");
  itimerspec got{};
  require(timer_gettime(timer, &got) == 0, "timer_gettime");
  require_long(got);
  require(timer_settime(timer, 0, &thirty_second_setting, &got) == 0, "timer_settime");
  require_long(got);
  wait_for_timer();
}

template <clockid_t clock>
void posix_timer_absolute() {
  const itimerspec setting{{0, 0}, in_thirty_seconds(clock)};
  require(timer_settime(timer_on(clock), TIMER_ABSTIME, &setting, nullptr) == 0, "timer_settime");
  wait_for_timer();
}

void posix_timer_on_thread() {
  static volatile bool is_done = false;
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_notify_function = [](sigval) { is_done = true; };
  timer_t timer{};
  require(timer_create(CLOCK_REALTIME, &event, &timer) == 0, "timer_create");
  require(timer_settime(timer, 0, &thirty_second_setting, nullptr) == 0, "timer_settime");
  while (!is_done) usleep(100'000);
}

/// A timer on CPU time is set and read in real time: after 0.1 s of work, most of 1 s is left.
void cpu_timer() {
  const timer_t timer = timer_on(CLOCK_PROCESS_CPUTIME_ID);
  const itimerspec setting{{0, 0}, {1, 0}};
  itimerspec got{};
  require(timer_settime(timer, 0, &setting, nullptr) == 0, "timer_settime");
  const std::int64_t start = now_ns(CLOCK_PROCESS_CPUTIME_ID);
  while (now_ns(CLOCK_PROCESS_CPUTIME_ID) - start < 100'000'000) {
  }
  require(timer_gettime(timer, &got) == 0, "timer_gettime");
  require(to_ns(got.it_value) > 0 && to_ns(got.it_value) <= 900'000'000, "it is read unwarped");
  nanosleep(&thirty_seconds, nullptr);
}

/// More timers than can be alive at once, one after the other.
void many_timers() {
  for (int i = 0; i < 5'000; ++i) {
    require(timer_delete(timer_on(CLOCK_MONOTONIC)) == 0, "timer_delete");
  }
  posix_timer();
}

void interval_timer() {
  interrupt_after(30);
  pause();
}

void interval_timer_reads_back() {
  const itimerval setting{{7, 0}, {long_wait_s, 0}};
  require(setitimer(ITIMER_REAL, &setting, nullptr) == 0, "setitimer");
  itimerval got{};
  require(getitimer(ITIMER_REAL, &got) == 0, "getitimer");
  require(is_rest_of_long_wait(got.it_value.tv_sec), "the rest is in scenario time");
  require(got.it_interval.tv_sec == 7, "the interval is in scenario time");
  require(setitimer(ITIMER_PROF, &setting, nullptr) == 0, "setitimer");
  require(getitimer(ITIMER_PROF, &got) == 0, "getitimer");
  require(is_rest_of_long_wait(got.it_value.tv_sec) && got.it_interval.tv_sec == 7 &&
              got.it_interval.tv_usec == 0,
          "a timer on CPU time stays as it was set");
  interval_timer();
}

void alarm_call() {
  signal(SIGALRM, [](int) {});
  require(alarm(long_wait_s) == 0, "no alarm was set");
  require(is_rest_of_long_wait(alarm(30)), "the rest is in scenario time");
  pause();
}

void ualarm_call() {
  signal(SIGALRM, [](int) {});
  require(ualarm(2'000'000'000, 0) == 0, "no alarm was set");
  const useconds_t left = ualarm(30'000'000, 0);
  require(left > 1'000'000'000 && left <= 2'000'000'000, "the rest is in scenario time");
  pause();
}

constexpr Probe probes[] = {
    {"timerfd_settime", timed<timerfd_set>},
    {"timerfd_settime:absolute_monotonic", timed<timerfd_absolute<CLOCK_MONOTONIC>>},
    {"timerfd_settime:absolute_realtime", timed<timerfd_absolute<CLOCK_REALTIME>>},
    {"timerfd_settime:absolute_boottime", timed<timerfd_absolute<CLOCK_BOOTTIME>>},
    {"timerfd_settime:periodic", timed<timerfd_periodic>},
    {"timerfd_settime:past", timed<timerfd_past>},
    {"timerfd_gettime", timed<timerfd_get>},
    {"timer_settime", timed<posix_timer>},
    {"timer_settime:absolute_monotonic", timed<posix_timer_absolute<CLOCK_MONOTONIC>>},
    {"timer_settime:absolute_realtime", timed<posix_timer_absolute<CLOCK_REALTIME>>},
    {"timer_gettime:on_thread", timed<posix_timer_on_thread>},
    {"timer_create:cpu_time", timed<cpu_timer>},
    {"timer_delete", timed<many_timers>},
    {"setitimer", timed<interval_timer>},
    {"getitimer", timed<interval_timer_reads_back>},
    {"alarm", timed<alarm_call>},
    {"ualarm", timed<ualarm_call>},
};

}  // namespace

std::span<const Probe> timer_probes() { return probes; }

}  // namespace squall
