// The budget is spent: a 429 that no waiting cures, and that says so only in its body.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"

namespace squall {
namespace {

constexpr auto settings = joined_settings(message_setting, retry_settings, told_setting);

Fault make(const Settings& given) {
  return refusing(
      {.status = 429, .type = "", .message = said(given, "message"), .cause = Cause::spend_limit},
      given);
}

}  // namespace

// Anthropic's details.error_code enforced_spend_limit_reached; staff: the one 429 without
// Retry-After.
extern constinit const FaultKind spend_cap{
    {"spend_cap",
     "A 429 for a spent budget: no Retry-After, and no use in trying again.",
     settings,
     {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
