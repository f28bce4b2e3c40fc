// The limiter itself is broken: 429 to a client that is far under its quota.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"

namespace squall {
namespace {

constexpr auto settings = joined_settings(message_setting, retry_settings, told_setting);

Fault make(const Settings& given) {
  return refusing(
      {.status = 429, .type = "", .message = said(given, "message"), .cause = Cause::no_quota_used},
      given);
}

}  // namespace

// Facts: A19 (at 39 % of the week's use), B13 (limiter look-ups that failed closed, 2026-06-02).
extern constinit const FaultKind spurious_rate_limit{
    {"spurious_rate_limit",
     "A 429 to a client under its quota, as the headers beside it show.",
     settings,
     {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
