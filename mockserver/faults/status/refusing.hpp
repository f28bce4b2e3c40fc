// What all faults of the group share: settings that say when to try again, and how they are told.
#pragma once

#include <string>

#include "mockserver/fault.hpp"
#include "mockserver/faults/wording.hpp"

namespace squall {

// What a header can hold: a line end in it would begin another header. A date must be one.
std::string_view wrong_header(std::string_view text);
std::string_view wrong_retry_after(std::string_view text);

// Each fault of the group has these rows after its own.
inline constexpr Setting retry_settings[] = {
    {"retry_after",
     SettingKind::text,
     "usual",
     "",
     "Retry-After header as it stands (`30`, `1.5`, `-5`, `soon`); `date 30s` or `date -30s` for "
     "an "
     "HTTP date that far from now, `none` for no header, `usual` for what is usual",
     {},
     wrong_retry_after},
    {"retry_after_ms",
     SettingKind::text,
     "usual",
     "",
     "retry-after-ms header as it stands; `none` for no header, `usual` for what is usual, which "
     "is none beside a retry_after of the scenario's own",
     {},
     wrong_header},
    {"should_retry", SettingKind::choice, "usual", "usual|none|true|false",
     "x-should-retry header: what is usual, none, or this, whatever the status says"}};
// The delay where clients that read headers do not find it.
inline constexpr Setting told_setting[] = {
    {"retry_after_body", SettingKind::duration, "0s", "0s..24h",
     "a delay that only the error's text tells, as a sentence; 0s tells none"}};

inline constexpr Setting request_id_setting[] = {
    {"request_id", SettingKind::choice, "usual", "usual|null|absent",
     "the request's id in the body: what is usual, null, or no such key"}};

ToldId told_id(const Settings& settings);

// "Please retry after 45 seconds", or "" for no time at all.
std::string advice_of(const Settings& settings);

// The headers that tell a client whether and when to try again.
class RetryHeaders {
 public:
  explicit RetryHeaders(const Settings& settings);  // with the rows of `retry_settings`
  void put(Headers& headers, const Occasion& occasion) const;

 private:
  void put_retry_after(Headers& headers, const Occasion& occasion) const;

  std::string after_, milliseconds_, again_;  // "" for what the reply has, `none` for no header
};

// Replaces the reply by the platform's refusal.
struct Refusing {
  Refusal refusal;
  RetryHeaders retry;
  bool operator()(Reply& reply, const FaultContext& context, Random&) const;
};

// With advice and headers as the settings say.
Refusing refusing(Refusal refusal, const Settings& settings);

}  // namespace squall
