// Numbers, dates and phrases that say when to come back.
#include "runner/reference/backoff.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>

#include "scenarios/text.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

// A positive number that begins `text`, times `unit`; the whole text unless `rest` may follow.
std::optional<Duration> amount(std::string_view text, Duration unit, bool rest = false) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, ec] = std::from_chars(text.data(), end, number);
  if (ec != std::errc{} || (stop != end && !rest) || !(number > 0)) return std::nullopt;
  const double most = static_cast<double>(longest.count());
  const double length = number * static_cast<double>(unit.count());
  return Duration{static_cast<std::int64_t>(std::min(length, most))};
}

std::optional<int> whole(std::string_view digits) {
  int number = 0;
  const auto [stop, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (ec != std::errc{} || stop != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<unsigned> month(std::string_view name) {
  constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto at = std::ranges::find(names, name);
  if (at == names.end()) return std::nullopt;
  return static_cast<unsigned>(at - names.begin()) + 1;
}

// `Fri, 05 Jun 2026 15:08:00 GMT` and no other form (RFC 9110, 5.6.7).
std::optional<std::chrono::sys_seconds> http_date(std::string_view text) {
  constexpr std::string_view shape = "Fri, 05 Jun 2026 15:08:00 GMT";
  if (text.size() != shape.size() || !text.ends_with(" GMT")) return std::nullopt;
  const auto day = whole(text.substr(5, 2));
  const auto mon = month(text.substr(8, 3));
  const auto year = whole(text.substr(12, 4));
  const auto hour = whole(text.substr(17, 2));
  const auto minute = whole(text.substr(20, 2));
  const auto second = whole(text.substr(23, 2));
  if (!day || !mon || !year || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*mon},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{*second};
}

// The number after a mark, which may be followed by anything.
std::optional<Duration> after_mark(std::string_view body, std::string_view mark) {
  const std::size_t at = body.find(mark);
  if (at == body.npos) return std::nullopt;
  std::string_view rest = body.substr(at + mark.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(" \":"), rest.size()));
  return amount(rest, 1s, true);
}

Duration part_of(Duration amount, double share) {
  return Duration{static_cast<std::int64_t>(static_cast<double>(amount.count()) * share)};
}

}  // namespace

std::optional<Duration> told_wait(const HttpResponse& response) {
  if (const auto told = amount(response.header("retry-after-ms"), 1ms)) return told;
  const std::string_view text = response.header("retry-after");
  if (const auto told = amount(text, 1s)) return told;
  const auto then = http_date(text);
  const auto now = http_date(response.header("date"));
  if (!then || !now || *then <= *now) return std::nullopt;
  return std::min(*then - *now, std::chrono::seconds{longest / 1s});
}

std::optional<Duration> told_wait_anywhere(const HttpResponse& response) {
  if (const auto told = told_wait(response)) return told;
  if (response.status < 400) return std::nullopt;
  const std::string body = lower_case(response.body);
  if (const auto told = after_mark(body, "\"retry_after\"")) return told;
  return after_mark(body, "retry after ");
}

Duration own_wait(const Care& care, unsigned tried, Random& random) {
  const double cap = std::min(0.5 * static_cast<double>(1U << std::min(tried - 1, 8U)), 8.0);
  const double seconds =
      care.weighs_waits ? cap * 2 * random.unit() : cap * (1 - 0.25 * random.unit());
  return Duration{static_cast<std::int64_t>(seconds * 1e9)};
}

std::optional<Duration> wait_before_next(const Care& care, const HttpResponse& response,
                                         unsigned tried, Duration left, Random& random) {
  if (!care.weighs_waits) {
    const auto told = told_wait(response);
    return told && *told <= 60s ? *told : own_wait(care, tried, random);
  }
  const auto told = told_wait_anywhere(response);
  if (!told) return own_wait(care, tried, random);
  if (*told < left) return *told + part_of(std::min(*told, (left - *told) / 2), random.unit());
  if (response.status == 429) return std::nullopt;
  return own_wait(care, tried, random);
}

}  // namespace squall
