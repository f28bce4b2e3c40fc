// What happens once per process: the environment is read, the clock settled and passed to children.

#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <iterator>

#include "runner/warp/active.hpp"
#include "runner/warp/conditions.hpp"
#include "runner/warp/decimal.hpp"
#include "runner/warp/real.hpp"

namespace squall {

// Constant from the start: other libraries' constructors read clocks before ours has run.
constinit Real real{};

void Real::find_all() {
#define SQUALL_FIND(name) static_cast<void>(static_cast<decltype(::name)*>(this->name));
  SQUALL_REAL_CALLS(SQUALL_FIND)
#undef SQUALL_FIND
}

namespace {

enum class State : int { unsettled, settling, inert, warped };

constinit std::atomic<State> state{State::unsettled};
constinit WarpedTime shared{};

/// getenv and setenv are not used: a shell brings its own, which do not work before its main.
const char* variable(const char* name) {
  const std::size_t length = std::strlen(name);
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (std::strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') {
      return *entry + length + 1;
    }
  }
  return nullptr;
}

/// Ends the process with code 3. A program that ran on at some other speed would look healthy and
/// make every time in its history wrong.
[[noreturn]] void refuse(const char* what, const char* expected, const char* got) {
  const char* parts[] = {"squall warp: ", what, ": expected ", expected, ", got \"", got, "\"\n"};
  iovec line[std::size(parts)];
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    line[i] = {const_cast<char*>(parts[i]), std::strlen(parts[i])};
  }
  static_cast<void>(!writev(STDERR_FILENO, line, std::size(parts)));
  _exit(3);
}

Nanoseconds read_real(clockid_t clock) {
  timespec now{};
  real.clock_gettime(clock, &now);
  return to_nanoseconds(now);
}

/// The epoch that a variable gives, or `otherwise`.
std::int64_t epoch(const char* name, Nanoseconds otherwise) {
  const char* text = variable(name);
  if (text == nullptr) return static_cast<std::int64_t>(otherwise);
  const std::int64_t given = parse_instant_ns(text);
  if (given < 0) refuse(name, "a count of nanoseconds below 2^63", text);
  return given;
}

/// Adds the epochs this process chose to its environment, so that its children share its clock.
/// A later setenv copies the array, as it does with the one the kernel made.
void export_epochs(const char* const* names, const std::int64_t* values, std::size_t count) {
  static char entries[2][sizeof monotonic_epoch_variable + 24];  // the longer name and a number
  std::size_t size = 0;
  while (environ[size] != nullptr) ++size;
  void* memory = mmap(nullptr, (size + count + 1) * sizeof(char*), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) refuse("environment", "room for two variables", "none");
  auto** extended = static_cast<char**>(memory);
  std::memcpy(extended, environ, size * sizeof(char*));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t length = std::strlen(names[i]);
    std::memcpy(entries[i], names[i], length);
    entries[i][length] = '=';
    write_decimal(entries[i] + length + 1, static_cast<std::uint64_t>(values[i]));
    extended[size + i] = entries[i];
  }
  environ = extended;
}

bool read_environment() {
  const char* speed = variable(speed_variable);
  if (speed == nullptr) return false;
  shared.speed = parse_speed(speed);
  if (!shared.speed.is_valid()) {
    refuse(speed_variable, "a decimal factor such as 60 or 1.5, up to 1000000", speed);
  }
  if (!own_clock_is_readable()) {
    refuse("pthread_cond_t", "the clock in the place where glibc keeps it", "something else");
  }
  const Nanoseconds monotonic = read_real(CLOCK_MONOTONIC);
  const Nanoseconds realtime = read_real(CLOCK_REALTIME);
  shared.monotonic_epoch_ns = epoch(monotonic_epoch_variable, monotonic);
  shared.realtime_epoch_ns =
      epoch(realtime_epoch_variable, realtime - (monotonic - shared.monotonic_epoch_ns));

  const char* missing[2];
  std::int64_t values[2];
  std::size_t count = 0;
  if (variable(monotonic_epoch_variable) == nullptr) {
    missing[count] = monotonic_epoch_variable;
    values[count++] = shared.monotonic_epoch_ns;
  }
  if (variable(realtime_epoch_variable) == nullptr) {
    missing[count] = realtime_epoch_variable;
    values[count++] = shared.realtime_epoch_ns;
  }
  if (count > 0) export_epochs(missing, values, count);
  return true;
}

const WarpedTime* settle() {
  if (environ == nullptr) return nullptr;  // the C library itself is not up yet: pass this one on
  State expected = State::unsettled;
  if (state.compare_exchange_strong(expected, State::settling)) {
    state.store(read_environment() ? State::warped : State::inert, std::memory_order_release);
  }
  while (state.load(std::memory_order_acquire) == State::settling) sched_yield();
  return state.load(std::memory_order_acquire) == State::warped ? &shared : nullptr;
}

/// The kernel may end a wait up to 50 us late to save power, which is 3 ms at speed 60. Threads
/// and programs started from here inherit the shorter slack.
void shorten_timer_slack(const Speed& speed) {
  const std::int64_t slack_ns = 50'000 * speed.denominator / speed.numerator;
  if (slack_ns < 50'000) prctl(PR_SET_TIMERSLACK, slack_ns > 1 ? slack_ns : 1, 0, 0, 0);
}

[[gnu::constructor]] void load() {
  real.find_all();
  if (const WarpedTime* warp = active()) shorten_timer_slack(warp->speed);
}

}  // namespace

const WarpedTime* active() {
  const State settled = state.load(std::memory_order_acquire);
  if (settled == State::warped) return &shared;
  return settled == State::inert ? nullptr : settle();
}

Nanoseconds real_monotonic() { return read_real(CLOCK_MONOTONIC); }

}  // namespace squall
