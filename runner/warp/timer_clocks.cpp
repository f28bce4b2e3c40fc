// The clocks of POSIX timers, in a table without locks, and of timerfds, from the kernel.

#include "runner/warp/timer_clocks.hpp"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "runner/warp/decimal.hpp"
#include "runner/warp/real.hpp"

namespace squall {
namespace {

/// `timer` is 0 while the slot is free, `reserved` while it is being filled, else a key.
struct TimerClock {
  std::atomic<std::uintptr_t> timer{0};
  std::atomic<clockid_t> clock{no_clock};
};

constinit TimerClock timer_clocks[1024]{};
constexpr std::uintptr_t reserved = 1;

/// Ids are small numbers, or pointers with the top bit set: never the two largest values.
std::uintptr_t key_of(timer_t timer) { return reinterpret_cast<std::uintptr_t>(timer) + 2; }

TimerClock* slot_of(std::uintptr_t key) {
  for (TimerClock& slot : timer_clocks) {
    if (slot.timer.load(std::memory_order_acquire) == key) return &slot;
  }
  return nullptr;
}

/// The text of /proc/self/fdinfo for the descriptor, "" if there is none. By plain system calls:
/// the C library's open and read would make setting a timer a point at which threads end.
void read_fdinfo(int descriptor, char* text, std::size_t room) {
  constexpr char folder[] = "/proc/self/fdinfo/";
  char path[sizeof folder + 20];
  std::memcpy(path, folder, sizeof folder);
  write_decimal(path + sizeof folder - 1, static_cast<unsigned>(descriptor));

  text[0] = '\0';
  const long file = real.syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  const long size = real.syscall(SYS_read, file, text, room - 1);
  real.syscall(SYS_close, file);
  text[size > 0 ? size : 0] = '\0';
}

}  // namespace

bool remember_clock(timer_t timer, clockid_t clock) {
  const std::uintptr_t key = key_of(timer);
  // After a fork the parent's entries are left over; the child's kernel ids start afresh.
  if (TimerClock* stale = slot_of(key)) {
    stale->clock.store(clock, std::memory_order_release);
    return true;
  }
  for (TimerClock& slot : timer_clocks) {
    std::uintptr_t expected = 0;
    if (!slot.timer.compare_exchange_strong(expected, reserved)) continue;
    slot.clock.store(clock, std::memory_order_relaxed);
    slot.timer.store(key, std::memory_order_release);
    return true;
  }
  return false;
}

void forget_clock(timer_t timer) {
  if (TimerClock* slot = slot_of(key_of(timer))) slot->timer.store(0, std::memory_order_release);
}

clockid_t clock_of_timer(timer_t timer) {
  const TimerClock* slot = slot_of(key_of(timer));
  return slot == nullptr ? no_clock : slot->clock.load(std::memory_order_relaxed);
}

clockid_t clock_of_timerfd(int descriptor) {
  const int before = errno;
  char text[512];
  read_fdinfo(descriptor, text, sizeof text);
  errno = before;
  constexpr char field[] = "clockid:";
  const char* found = std::strstr(text, field);
  return found == nullptr ? CLOCK_MONOTONIC : std::atoi(found + sizeof field - 1);
}

}  // namespace squall
