// Sleeping; what is left of an interrupted sleep comes back in warped time.

#include <errno.h>

#include "runner/warp/real.hpp"
#include "runner/warp/waits.hpp"

using namespace squall;

namespace {

/// What is left of a sleep of `wait`, still in real time in `left`, as the program counts it.
void to_warped(const RealWait& wait, timespec* left) {
  if (!wait.is_translated() || left == nullptr) return;
  *left = to_timespec(active()->warped_span(to_nanoseconds(*left)));
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int nanosleep(const timespec* asked, timespec* left) {
  const RealWait wait{asked};
  const int result = real.nanosleep(wait.lasting, left);
  if (result == -1 && errno == EINTR) to_warped(wait, left);
  return result;
}

int clock_nanosleep(clockid_t clock, int flags, const timespec* asked, timespec* left) {
  const WarpedTime* warp = active();
  const Timeline timeline = timeline_of(clock);
  const bool is_sleepable = clock != CLOCK_MONOTONIC_RAW && clock != CLOCK_MONOTONIC_COARSE &&
                            clock != CLOCK_REALTIME_COARSE;
  if (warp == nullptr || timeline == Timeline::untouched || !is_sleepable ||
      !is_translatable(*asked)) {
    return real.clock_nanosleep(clock, flags, asked, left);
  }
  if ((flags & TIMER_ABSTIME) != 0) {
    const Nanoseconds instant = warp->first_shown(timeline, to_nanoseconds(*asked));
    const timespec at = to_timespec(RealDeadline::armed(instant));
    return real.clock_nanosleep(CLOCK_MONOTONIC, flags, &at, left);
  }
  const RealWait wait{asked};
  const int result = real.clock_nanosleep(CLOCK_MONOTONIC, flags, wait.lasting, left);
  if (result == EINTR) to_warped(wait, left);
  return result;
}

/// Like the C library's, leaves errno alone and returns the whole seconds left if interrupted.
unsigned sleep(unsigned seconds) {
  if (active() == nullptr) return real.sleep(seconds);
  const int before = errno;
  timespec left{static_cast<time_t>(seconds), 0};
  if (nanosleep(&left, &left) == -1) return static_cast<unsigned>(left.tv_sec);
  errno = before;
  return 0;
}

int usleep(useconds_t microseconds) {
  if (active() == nullptr) return real.usleep(microseconds);
  const timespec asked{microseconds / 1'000'000, microseconds % 1'000'000 * 1000L};
  return nanosleep(&asked, nullptr);
}

/// Interruption is -1, as in C11, and any other failure a smaller number.
int thrd_sleep(const timespec* asked, timespec* left) {
  const RealWait wait{asked};
  const int result = real.thrd_sleep(wait.lasting, left);
  if (result == -1) to_warped(wait, left);
  return result;
}

}  // extern "C"
#pragma GCC visibility pop
