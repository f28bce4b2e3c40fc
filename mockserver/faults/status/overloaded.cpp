// The provider is over capacity and says so: 529 on Anthropic, its likeness elsewhere.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"

namespace squall {
namespace {

constexpr auto settings =
    joined_settings(message_setting, request_id_setting, retry_settings, told_setting);

Fault make(const Settings& given) {
  return refusing(
      {.status = 529, .type = "", .message = said(given, "message"), .request_id = told_id(given)},
      given);
}

}  // namespace

// Seen on 2026-01-28 and in most Anthropic outages; often without Retry-After (facts: A1).
extern constinit const FaultKind overloaded{
    {"overloaded",
     "The provider is over capacity and refuses, in its own envelope.",
     settings,
     {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
