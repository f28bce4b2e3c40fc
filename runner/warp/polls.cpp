// Waiting for descriptors. Whole milliseconds are too coarse once divided by the speed, so that
// poll and epoll_wait go on as their siblings that take nanoseconds. A time-out of zero or below
// means "look" or "for ever", not a time, and is passed on.

#include <errno.h>

#include "runner/warp/real.hpp"
#include "runner/warp/waits.hpp"

using namespace squall;

namespace {

constexpr std::int64_t millisecond_ns = 1'000'000;

/// Set once the kernel (before 5.11) or a container's filter has refused epoll_pwait2.
constinit std::atomic<bool> is_epoll_coarse{false};

timespec from_milliseconds(int milliseconds) {
  return to_timespec(Nanoseconds{milliseconds} * millisecond_ns);
}

int to_milliseconds_up(const timespec& time) {
  constexpr int longest = 0x7fffffff;
  const Nanoseconds rounded = ceil_divided(to_nanoseconds(time), millisecond_ns);
  return rounded < longest ? static_cast<int>(rounded) : longest;
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int ppoll(pollfd* descriptors, nfds_t count, const timespec* timeout, const sigset_t* mask) {
  const RealWait wait{timeout};
  return real.ppoll(descriptors, count, wait.lasting, mask);
}

int poll(pollfd* descriptors, nfds_t count, int timeout_ms) {
  if (active() == nullptr || timeout_ms <= 0) return real.poll(descriptors, count, timeout_ms);
  const timespec timeout = from_milliseconds(timeout_ms);
  return ppoll(descriptors, count, &timeout, nullptr);
}

int __ppoll_chk(pollfd* descriptors, nfds_t count, const timespec* timeout, const sigset_t* mask,
                std::size_t room) {
  const RealWait wait{timeout};
  return real.__ppoll_chk(descriptors, count, wait.lasting, mask, room);
}

int __poll_chk(pollfd* descriptors, nfds_t count, int timeout_ms, std::size_t room) {
  if (active() == nullptr || timeout_ms <= 0) {
    return real.__poll_chk(descriptors, count, timeout_ms, room);
  }
  const timespec timeout = from_milliseconds(timeout_ms);
  return __ppoll_chk(descriptors, count, &timeout, nullptr, room);
}

int pselect(int count, fd_set* readable, fd_set* writable, fd_set* exceptional,
            const timespec* timeout, const sigset_t* mask) {
  const RealWait wait{timeout};
  return real.pselect(count, readable, writable, exceptional, wait.lasting, mask);
}

/// Linux writes back what is left of the time-out, and some programs go round on it.
int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, timeval* timeout) {
  const WarpedTime* warp = active();
  if (warp == nullptr || timeout == nullptr || !is_translatable(*timeout)) {
    return real.select(count, readable, writable, exceptional, timeout);
  }
  const Nanoseconds span = warp->real_span(to_nanoseconds(*timeout));
  const Nanoseconds deadline = real_monotonic() + span;
  const timespec lasting = to_timespec(span);
  const int result = real.pselect(count, readable, writable, exceptional, &lasting, nullptr);
  const Nanoseconds left = deadline - real_monotonic();
  *timeout = to_timeval_up(left > 0 && result != 0 ? warp->warped_span(left) : 0);
  return result;
}

int epoll_pwait2(int epoll, epoll_event* events, int room, const timespec* timeout,
                 const sigset_t* mask) {
  const RealWait wait{timeout};
  if (!wait.is_translated()) return real.epoll_pwait2(epoll, events, room, timeout, mask);
  if (!is_epoll_coarse.load(std::memory_order_relaxed)) {
    const int before = errno;
    const int result = real.epoll_pwait2(epoll, events, room, wait.lasting, mask);
    if (result != -1 || (errno != ENOSYS && errno != EPERM)) return result;
    errno = before;
    is_epoll_coarse.store(true, std::memory_order_relaxed);
  }
  return real.epoll_pwait(epoll, events, room, to_milliseconds_up(*wait.lasting), mask);
}

int epoll_pwait(int epoll, epoll_event* events, int room, int timeout_ms, const sigset_t* mask) {
  if (active() == nullptr || timeout_ms <= 0) {
    return real.epoll_pwait(epoll, events, room, timeout_ms, mask);
  }
  const timespec timeout = from_milliseconds(timeout_ms);
  return epoll_pwait2(epoll, events, room, &timeout, mask);
}

int epoll_wait(int epoll, epoll_event* events, int room, int timeout_ms) {
  if (active() == nullptr || timeout_ms <= 0) {
    return real.epoll_wait(epoll, events, room, timeout_ms);
  }
  const timespec timeout = from_milliseconds(timeout_ms);
  return epoll_pwait2(epoll, events, room, &timeout, nullptr);
}

}  // extern "C"
#pragma GCC visibility pop
