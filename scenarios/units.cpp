// Reads and prints quantities with units, in integer arithmetic throughout.
#include "scenarios/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <numeric>
#include <utility>

namespace squall {
namespace {

constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

struct Unit {
  std::string_view name;
  std::uint64_t worth;
};

constexpr std::array<Unit, 7> durations{{{"d", 86'400'000'000'000},
                                         {"h", 3'600'000'000'000},
                                         {"min", 60'000'000'000},
                                         {"s", 1'000'000'000},
                                         {"ms", 1'000'000},
                                         {"us", 1'000},
                                         {"ns", 1}}};

constexpr std::array<Unit, 7> sizes{{{"B", 1},
                                     {"KiB", 1024},
                                     {"MiB", 1024 * 1024},
                                     {"GiB", 1024 * 1024 * 1024},
                                     {"kB", 1000},
                                     {"MB", 1'000'000},
                                     {"GB", 1'000'000'000}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_in(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n])) ++n;
  return n;
}

template <std::size_t N>
std::optional<std::uint64_t> worth_of(std::string_view name, const std::array<Unit, N>& units) {
  for (const Unit& unit : units)
    if (unit.name == name) return unit.worth;
  return std::nullopt;
}

// Takes one `12.5min` off the front of the text. Fractions finer than the unit's worth are refused,
// because 0.5ns cannot be kept exactly.
template <std::size_t N>
std::optional<std::uint64_t> take_amount(std::string_view& text, const std::array<Unit, N>& units) {
  const std::size_t whole_digits = digits_in(text);
  const auto whole = parse_whole(text.substr(0, whole_digits));
  if (!whole) return std::nullopt;
  text.remove_prefix(whole_digits);
  std::uint64_t fraction = 0, scale = 1;
  if (!text.empty() && text[0] == '.') {
    const std::size_t n = digits_in(text.substr(1));
    if (n == 0 || n > 9) return std::nullopt;
    fraction = *parse_whole(text.substr(1, n));
    for (std::size_t i = 0; i < n; ++i) scale *= 10;
    text.remove_prefix(1 + n);
  }
  std::size_t letters = 0;
  while (letters < text.size() && !is_digit(text[letters])) ++letters;
  const auto worth = worth_of(text.substr(0, letters), units);
  if (!worth || *whole > most / *worth) return std::nullopt;
  text.remove_prefix(letters);
  const Wide exact = Wide{*whole} * scale * *worth + Wide{fraction} * *worth;
  if (exact % scale != 0 || exact / scale > most) return std::nullopt;
  return static_cast<std::uint64_t>(exact / scale);
}

}  // namespace

std::uint64_t scaled(std::uint64_t amount, Ratio ratio) {
  constexpr std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
  return static_cast<std::uint64_t>(std::min<Wide>(Wide{amount} * ratio.part / ratio.whole, limit));
}

Duration scaled(Duration amount, Ratio ratio) {
  const SignedWide exact = SignedWide{amount.count()} * ratio.part / SignedWide{ratio.whole};
  const SignedWide limit = longest.count();
  return Duration{static_cast<Duration::rep>(std::clamp(exact, -limit, limit))};
}

std::optional<std::uint64_t> parse_whole(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Duration> parse_duration(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  if (text == "0") return Duration{0};
  if (text.empty()) return std::nullopt;
  std::uint64_t total = 0;
  while (!text.empty()) {
    const auto amount = take_amount(text, durations);
    if (!amount || *amount > most - total) return std::nullopt;
    total += *amount;
  }
  const auto count = static_cast<std::int64_t>(total);
  return Duration{negative ? -count : count};
}

std::optional<Ratio> parse_ratio(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto part = parse_whole(text.substr(0, slash));
    const auto whole = parse_whole(text.substr(slash + 1));
    if (!part || !whole || *whole == 0) return std::nullopt;
    return Ratio{*part, *whole};
  }
  const bool percent = !text.empty() && text.back() == '%';
  if (percent) text.remove_suffix(1);
  const auto whole = parse_whole(text);
  if (!whole) return std::nullopt;
  return Ratio{*whole, percent ? 100U : 1U};
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  if (const auto plain = parse_whole(text)) return plain;
  const auto amount = take_amount(text, sizes);
  return text.empty() ? amount : std::nullopt;
}

std::optional<Rate> parse_rate(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto count = parse_whole(text.substr(0, slash));
  std::string per(text.substr(slash + 1));
  if (!per.empty() && !is_digit(per[0])) per.insert(per.begin(), '1');
  const auto duration = parse_duration(per);
  if (!count || *count == 0 || !duration || *duration <= Duration{0}) return std::nullopt;
  return Rate{*count, *duration};
}

std::string print(Duration duration) {
  if (duration == Duration{0}) return "0";
  const bool negative = duration < Duration{0};
  const auto count = static_cast<std::uint64_t>(duration.count());
  std::string text = negative ? "-" : "";
  std::uint64_t left = negative ? 0 - count : count;
  for (const Unit& unit : durations) {
    if (unit.name == "d" || left < unit.worth) continue;
    text += std::to_string(left / unit.worth) + std::string(unit.name);
    left %= unit.worth;
  }
  return text;
}

std::string print(Ratio ratio) {
  const std::uint64_t common = std::gcd(ratio.part, ratio.whole);
  const std::uint64_t part = ratio.part / common, whole = ratio.whole / common;
  return whole == 1 ? std::to_string(part) : std::to_string(part) + "/" + std::to_string(whole);
}

std::string print(const Rate& rate) {
  std::string per = print(rate.per);
  const bool is_one_unit = per[0] == '1' && std::ranges::count_if(per, is_digit) == 1;
  if (is_one_unit) per.erase(0, 1);
  return std::to_string(rate.count) + "/" + per;
}

std::string print_moment(Instant instant) {
  return (instant < Instant{0} ? "" : "+") + print(instant);
}

std::optional<std::int64_t> parse_utc(std::string_view text) {
  if (text.size() != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
      text[16] != ':' || text[19] != 'Z')
    return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t n) { return parse_whole(text.substr(at, n)); };
  const auto year = part(0, 4), month = part(5, 2), day = part(8, 2);
  const auto hour = part(11, 2), minute = part(14, 2), second = part(17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  return std::int64_t{days} * 86'400 +
         static_cast<std::int64_t>(*hour * 3600 + *minute * 60 + *second);
}

std::string print_utc(std::int64_t seconds) {
  const std::chrono::sys_seconds time{std::chrono::seconds{seconds}};
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{days};
  const std::chrono::hh_mm_ss clock{time - days};
  const auto two = [](auto n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  std::string year = std::to_string(int{date.year()});
  if (year.size() < 4) year.insert(0, 4 - year.size(), '0');
  return year + "-" + two(unsigned{date.month()}) + "-" + two(unsigned{date.day()}) + "T" +
         two(clock.hours().count()) + ":" + two(clock.minutes().count()) + ":" +
         two(clock.seconds().count()) + "Z";
}

}  // namespace squall
