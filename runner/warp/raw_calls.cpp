// Time asked of the kernel through syscall(2): libstdc++, Rust's standard library and Abseil wait
// on futexes this way. A program that enters the kernel by its own instruction is out of reach.

#include <errno.h>
#include <linux/futex.h>
#include <sys/syscall.h>

#include <cstdarg>

#include "runner/warp/real.hpp"
#include "runner/warp/waits.hpp"

using namespace squall;

namespace {

struct Arguments {
  long at[6];

  int number(int i) const { return static_cast<int>(at[i]); }

  template <typename Pointed>
  Pointed* pointer(int i) const {
    return reinterpret_cast<Pointed*>(at[i]);
  }
};

long pass_on(long call, const Arguments& given) {
  const long* at = given.at;
  return real.syscall(call, at[0], at[1], at[2], at[3], at[4], at[5]);
}

/// Futex time-outs: relative for FUTEX_WAIT, else a deadline on REALTIME or MONOTONIC by flag.
long futex(Arguments given) {
  const int operation = given.number(1);
  const int command = operation & FUTEX_CMD_MASK;
  const auto* asked = given.pointer<const timespec>(3);
  const clockid_t clock =
      (operation & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
  if (command == FUTEX_WAIT) {
    const RealWait wait{asked};
    given.at[3] = reinterpret_cast<long>(wait.lasting);
    return pass_on(SYS_futex, given);
  }
  if (command == FUTEX_WAIT_BITSET || command == FUTEX_WAIT_REQUEUE_PI ||
      command == FUTEX_LOCK_PI2) {
    const RealDeadline deadline{clock, asked};
    if (deadline.clock == CLOCK_MONOTONIC) given.at[1] = operation & ~FUTEX_CLOCK_REALTIME;
    given.at[3] = reinterpret_cast<long>(deadline.at);
    return pass_on(SYS_futex, given);
  }
  if (command == FUTEX_LOCK_PI) {
    const FixedDeadline deadline{CLOCK_REALTIME, asked};
    given.at[3] = reinterpret_cast<long>(deadline.at);
    return pass_on(SYS_futex, given);
  }
  return pass_on(SYS_futex, given);
}

/// The C library returns this one's error; the raw call sets errno.
long sleep_on_clock(const Arguments& given) {
  const int error = clock_nanosleep(given.number(0), given.number(1),
                                    given.pointer<const timespec>(2), given.pointer<timespec>(3));
  if (error == 0) return 0;
  errno = error;
  return -1;
}

long warped_call(long call, const Arguments& given) {
  switch (call) {
    case SYS_clock_gettime:
      return clock_gettime(given.number(0), given.pointer<timespec>(1));
    case SYS_gettimeofday:
      return gettimeofday(given.pointer<timeval>(0), given.pointer<void>(1));
#ifdef SYS_time
    case SYS_time:
      return time(given.pointer<time_t>(0));
    case SYS_poll:
      return poll(given.pointer<pollfd>(0), static_cast<nfds_t>(given.at[1]), given.number(2));
    case SYS_epoll_wait:
      return epoll_wait(given.number(0), given.pointer<epoll_event>(1), given.number(2),
                        given.number(3));
#endif
    case SYS_epoll_pwait:
      return epoll_pwait(given.number(0), given.pointer<epoll_event>(1), given.number(2),
                         given.number(3), given.pointer<const sigset_t>(4));
    case SYS_epoll_pwait2:
      return epoll_pwait2(given.number(0), given.pointer<epoll_event>(1), given.number(2),
                          given.pointer<const timespec>(3), given.pointer<const sigset_t>(4));
    case SYS_nanosleep:
      return nanosleep(given.pointer<const timespec>(0), given.pointer<timespec>(1));
    case SYS_clock_nanosleep:
      return sleep_on_clock(given);
    case SYS_futex:
      return futex(given);
    case SYS_timerfd_settime:
      return timerfd_settime(given.number(0), given.number(1), given.pointer<const itimerspec>(2),
                             given.pointer<itimerspec>(3));
    case SYS_timerfd_gettime:
      return timerfd_gettime(given.number(0), given.pointer<itimerspec>(1));
    default:
      return pass_on(call, given);
  }
}

}  // namespace

/// Reads six arguments whatever was given, as the C library's own does.
extern "C" [[gnu::visibility("default")]] long syscall(long call, ...) noexcept {
  Arguments given;
  std::va_list list;
  va_start(list, call);
  for (long& argument : given.at) argument = va_arg(list, long);
  va_end(list);
  return active() == nullptr ? pass_on(call, given) : warped_call(call, given);
}
