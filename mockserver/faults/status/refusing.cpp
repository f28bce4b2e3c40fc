// Refusals, and the headers and sentences that tell when to try again.
#include "mockserver/faults/status/refusing.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "mockserver/platforms/compose.hpp"

namespace squall {
namespace {

void replace(Headers& headers, std::string_view name, const std::string& value) {
  if (value == "none")
    drop_header(headers, name);
  else if (!value.empty())
    set_header(headers, name, value);
}

constexpr std::string_view date = "date ";

// Seconds with as many decimals as they need.
std::string seconds_text(Duration lasting) {
  const auto all = std::chrono::duration_cast<std::chrono::milliseconds>(lasting).count();
  std::string text = std::to_string(all / 1000);
  if (all % 1000 == 0) return text;
  text += "." + std::to_string(1000 + all % 1000).substr(1);
  return text.substr(0, text.find_last_not_of('0') + 1);
}

}  // namespace

std::string_view wrong_header(std::string_view text) {
  const bool fits =
      std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; });
  return fits ? "" : "a header's value, without control characters";
}

std::string_view wrong_retry_after(std::string_view text) {
  if (text.starts_with(date) && !parse_duration(text.substr(date.size())))
    return "`date` and a duration, such as date 30s or date -30s";
  return wrong_header(text);
}

ToldId told_id(const Settings& settings) {
  const std::string& word = settings.text("request_id");
  if (word == "null") return ToldId::null;
  return word == "absent" ? ToldId::absent : ToldId::usual;
}

std::string advice_of(const Settings& settings) {
  const Duration lasting = settings.duration("retry_after_body");
  if (lasting == Duration{}) return "";
  return "Please retry after " + seconds_text(lasting) + " seconds";
}

RetryHeaders::RetryHeaders(const Settings& settings)
    : after_(said(settings, "retry_after")),
      milliseconds_(said(settings, "retry_after_ms")),
      again_(said(settings, "should_retry")) {
  // What a platform says in milliseconds must not contradict what the scenario says in seconds.
  if (!after_.empty() && milliseconds_.empty()) milliseconds_ = "none";
}

void RetryHeaders::put(Headers& headers, const Occasion& occasion) const {
  put_retry_after(headers, occasion);
  replace(headers, "retry-after-ms", milliseconds_);
  replace(headers, "x-should-retry", again_);
}

void RetryHeaders::put_retry_after(Headers& headers, const Occasion& occasion) const {
  const auto away = after_.starts_with(date)
                        ? parse_duration(std::string_view(after_).substr(date.size()))
                        : std::nullopt;
  if (!away) return replace(headers, "retry-after", after_);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(*away).count();
  replace(headers, "retry-after", http_date(occasion.utc_seconds + seconds));
}

bool Refusing::operator()(Reply& reply, const FaultContext& context, Random&) const {
  reply = context.platform.refuse(refusal, context.question, context.occasion);
  retry.put(reply.headers, context.occasion);
  return true;
}

Refusing refusing(Refusal refusal, const Settings& settings) {
  refusal.advice = advice_of(settings);
  return {std::move(refusal), RetryHeaders(settings)};
}

}  // namespace squall
