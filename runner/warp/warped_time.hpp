// The pure mapping between real time and warped time: integers in, integers out, no clock is read.
#pragma once

#include <sys/time.h>

#include <cstdint>
#include <ctime>
#include <limits>
#include <numeric>

namespace squall {

/// A signed count of nanoseconds so wide that no product below overflows: instants and spans are
/// kept within 10^21 ns (30,000 years) and a speed's terms within 10^15, which makes 10^36 < 2^127.
__extension__ typedef __int128 Nanoseconds;

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t longest_s = 1'000'000'000'000;

constexpr Nanoseconds floor_divided(Nanoseconds value, std::int64_t divisor) {
  if (divisor == 1) return value;
  const auto narrow = static_cast<std::int64_t>(value);
  if (narrow == value) return narrow / divisor - (narrow % divisor < 0 ? 1 : 0);
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

constexpr Nanoseconds ceil_divided(Nanoseconds value, std::int64_t divisor) {
  return -floor_divided(-value, divisor);
}

/// Warped time per real time as a fraction in lowest terms, so that nothing is lost over days.
struct Speed {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;

  constexpr bool is_valid() const { return numerator > 0 && denominator > 0; }
  bool operator==(const Speed&) const = default;
};

constexpr Speed in_lowest_terms(Speed speed) {
  const std::int64_t common = std::gcd(speed.numerator, speed.denominator);
  return common == 0 ? speed : Speed{speed.numerator / common, speed.denominator / common};
}

/// The speed that a decimal such as "60" or "1.5" names: above 0, at most 1000000, at most nine
/// decimals, no sign, blank or exponent. Anything else gives a speed that is not valid.
constexpr Speed parse_speed(const char* text) {
  constexpr Speed malformed{0, 0};
  constexpr std::int64_t highest = 1'000'000;
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  int digits = 0;
  bool is_fraction = false;
  for (; *text != '\0'; ++text) {
    if (*text == '.' && !is_fraction && digits > 0) {
      is_fraction = true;
      digits = 0;
      continue;
    }
    if (*text < '0' || *text > '9' || ++digits > 9) return malformed;
    numerator = numerator * 10 + (*text - '0');
    if (is_fraction) denominator *= 10;
  }
  if (digits == 0 || numerator == 0 || numerator > highest * denominator) return malformed;
  return in_lowest_terms({numerator, denominator});
}

/// The instant that a count of nanoseconds such as "1750000000000000000" names; negative if the
/// text is not decimal digits or means more than 2^63 - 1.
constexpr std::int64_t parse_instant_ns(const char* text) {
  constexpr std::int64_t malformed = -1;
  if (*text == '\0') return malformed;
  std::int64_t instant = 0;
  for (; *text != '\0'; ++text) {
    if (*text < '0' || *text > '9') return malformed;
    if (instant > (std::numeric_limits<std::int64_t>::max() - (*text - '0')) / 10) return malformed;
    instant = instant * 10 + (*text - '0');
  }
  return instant;
}

inline constexpr char speed_variable[] = "SQUALL_WARP_SPEED";
inline constexpr char monotonic_epoch_variable[] = "SQUALL_WARP_EPOCH_MONOTONIC";
inline constexpr char realtime_epoch_variable[] = "SQUALL_WARP_EPOCH_REALTIME";

/// Which of the two warped timelines a clock shows; CPU time and unknown clocks are left alone.
enum class Timeline : std::uint8_t { untouched, monotonic, realtime };

/// One shared scenario clock. What must hold, for every instant and every speed:
/// shown(first_shown(w)) >= w > shown(first_shown(w) - 1), and a wait of real_span(w) that starts
/// at any real instant never ends before the warped clock has moved on by w.
struct WarpedTime {
  Speed speed;
  std::int64_t monotonic_epoch_ns = 0;
  std::int64_t realtime_epoch_ns = 0;

  constexpr std::int64_t epoch_of(Timeline timeline) const {
    return timeline == Timeline::realtime ? realtime_epoch_ns : monotonic_epoch_ns;
  }

  /// What the timeline shows at an instant of the real CLOCK_MONOTONIC, before the epoch too.
  constexpr Nanoseconds shown(Timeline timeline, Nanoseconds real_monotonic) const {
    const Nanoseconds since = (real_monotonic - monotonic_epoch_ns) * speed.numerator;
    return epoch_of(timeline) + floor_divided(since, speed.denominator);
  }

  /// The first instant of the real CLOCK_MONOTONIC at which the timeline shows `warped` or later.
  constexpr Nanoseconds first_shown(Timeline timeline, Nanoseconds warped) const {
    const Nanoseconds since = (warped - epoch_of(timeline)) * speed.denominator;
    return monotonic_epoch_ns + ceil_divided(since, speed.numerator);
  }

  /// How long to wait for real; a wait above zero stays above zero, so that no loop spins on it.
  constexpr Nanoseconds real_span(Nanoseconds warped) const {
    return ceil_divided(warped * speed.denominator, speed.numerator);
  }

  constexpr Nanoseconds warped_span(Nanoseconds lasted) const {
    return ceil_divided(lasted * speed.numerator, speed.denominator);
  }
};

/// A time that the C library would refuse, or that is negative, is not ours to translate.
constexpr bool is_translatable(const timespec& time) {
  return time.tv_sec >= 0 && time.tv_nsec >= 0 && time.tv_nsec < second_ns;
}

/// Unlike a timespec, select and setsockopt take any microseconds that are not negative.
constexpr bool is_translatable(const timeval& time) {
  return time.tv_sec >= 0 && time.tv_usec >= 0;
}

constexpr Nanoseconds to_nanoseconds(const timespec& time) {
  if (time.tv_sec >= longest_s) return Nanoseconds{longest_s} * second_ns;
  return Nanoseconds{time.tv_sec} * second_ns + time.tv_nsec;
}

constexpr Nanoseconds to_nanoseconds(const timeval& time) {
  if (time.tv_sec >= longest_s) return Nanoseconds{longest_s} * second_ns;
  return Nanoseconds{time.tv_sec} * second_ns + Nanoseconds{time.tv_usec} * 1000;
}

constexpr timespec to_timespec(Nanoseconds time) {
  constexpr Nanoseconds furthest = Nanoseconds{longest_s} * second_ns;
  if (time >= furthest) return {longest_s, 0};
  const Nanoseconds seconds = floor_divided(time, second_ns);
  return {static_cast<std::time_t>(seconds), static_cast<long>(time - seconds * second_ns)};
}

/// Rounds up to whole microseconds: a wait is never shortened.
constexpr timeval to_timeval_up(Nanoseconds time) {
  const timespec rounded = to_timespec(ceil_divided(time, 1000) * 1000);
  return {rounded.tv_sec, rounded.tv_nsec / 1000};
}

}  // namespace squall
