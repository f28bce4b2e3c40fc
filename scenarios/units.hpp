// The quantities of the scenario language, each with a unit: durations, ratios, sizes, rates.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace squall {

// 128-bit integers, so that exact products of 64-bit figures never overflow.
__extension__ typedef unsigned __int128 Wide;
__extension__ typedef __int128 SignedWide;

using Duration = std::chrono::nanoseconds;

// A moment of scenario time, counted from the scenario's start; negative during the warm-up.
using Instant = Duration;

// Scenarios speak of no moment further from their start and of no duration longer than this, so
// that sums and differences of moments never overflow.
inline constexpr Duration longest = std::chrono::days(3650);

// An exact probability or fraction, `part / whole`. Never floating point: a share of 3/10 must mean
// the same on every machine. Invariant: whole > 0.
struct Ratio {
  std::uint64_t part = 0;
  std::uint64_t whole = 1;

  // Compares the values: 1/2 equals 2/4. Exact up to 2^64 * 2^64.
  friend bool operator==(const Ratio& a, const Ratio& b) {
    return Wide{a.part} * b.whole == Wide{b.part} * a.whole;
  }
  bool operator<=(const Ratio& other) const {
    return Wide{part} * other.whole <= Wide{other.part} * whole;
  }
  double value() const { return static_cast<double>(part) / static_cast<double>(whole); }
};

// `ratio` of `amount`, rounded down, and at most 2^64 - 1.
std::uint64_t scaled(std::uint64_t amount, Ratio ratio);

// `ratio` of a duration, rounded towards zero, and never further from zero than `longest`.
Duration scaled(Duration amount, Ratio ratio);

// The sum, or where none can be told the end of time on that side. Sums of many waits need it: each
// is at most `longest`, but there may be thousands of them.
constexpr Duration sum_of(Duration a, Duration b) {
  const SignedWide exact = SignedWide{a.count()} + b.count();
  if (exact > Duration::max().count()) return Duration::max();
  if (exact < Duration::min().count()) return Duration::min();
  return Duration{static_cast<Duration::rep>(exact)};
}

// Arrivals per time: `30/min`. Invariant: count > 0, per > 0.
struct Rate {
  std::uint64_t count = 1;
  Duration per = std::chrono::seconds(1);
  bool operator==(const Rate&) const = default;
};

// Each parser takes the whole text or gives nothing; it never guesses.
//   duration  `250ms`, `1.5s`, `1h30min`, `-5min`, `0`; units ns us ms s min h d
//   ratio     `3/10`, `30%`, `0`, `1`; may exceed 1, who needs a probability checks that
//   size      `64KiB`, `10MB`, `512`; units B KiB MiB GiB kB MB GB
//   rate      `30/min`, `2/s`, `1/10s`
//   whole     digits only
std::optional<Duration> parse_duration(std::string_view text);
std::optional<Ratio> parse_ratio(std::string_view text);
std::optional<std::uint64_t> parse_size(std::string_view text);
std::optional<Rate> parse_rate(std::string_view text);
std::optional<std::uint64_t> parse_whole(std::string_view text);

// Printed so that the parser reads the same value back: `1h51min`, `3/10`.
std::string print(Duration duration);
std::string print(Ratio ratio);
std::string print(const Rate& rate);

// A moment as people say it: `+1h51min`, `-5min`, `+0`.
std::string print_moment(Instant instant);

// UTC times of the form 2026-06-05T15:08:00Z, as seconds since 1970.
std::optional<std::int64_t> parse_utc(std::string_view text);
std::string print_utc(std::int64_t seconds);

}  // namespace squall
