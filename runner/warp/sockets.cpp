// Time-outs that a socket keeps in the kernel, which counts them in its own ticks.

#include "runner/warp/real.hpp"
#include "runner/warp/waits.hpp"

using namespace squall;

namespace {

/// The kernel's numbers for the same options where time_t has always had 64 bits and where it grew.
constexpr int receive_timeout_64 = 66;
constexpr int send_timeout_64 = 67;

constexpr bool is_timeout(int level, int option) {
  return level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO ||
                                 option == receive_timeout_64 || option == send_timeout_64);
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

int setsockopt(int socket, int level, int option, const void* value, socklen_t size) noexcept {
  const WarpedTime* warp = active();
  if (warp == nullptr || !is_timeout(level, option) || value == nullptr || size < sizeof(timeval)) {
    return real.setsockopt(socket, level, option, value, size);
  }
  const timeval asked = *static_cast<const timeval*>(value);
  if (!is_translatable(asked) || asked.tv_usec >= 1'000'000) {
    return real.setsockopt(socket, level, option, value, size);
  }
  const timeval translated = to_timeval_up(warp->real_span(to_nanoseconds(asked)));
  return real.setsockopt(socket, level, option, &translated, sizeof translated);
}

int getsockopt(int socket, int level, int option, void* value, socklen_t* size) noexcept {
  const WarpedTime* warp = active();
  const int result = real.getsockopt(socket, level, option, value, size);
  if (warp == nullptr || result != 0 || !is_timeout(level, option)) return result;
  if (*size < sizeof(timeval)) return result;
  auto* timeout = static_cast<timeval*>(value);
  *timeout = to_timeval_up(warp->warped_span(to_nanoseconds(*timeout)));
  return result;
}

}  // extern "C"
#pragma GCC visibility pop
