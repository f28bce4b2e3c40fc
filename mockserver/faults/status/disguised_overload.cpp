// The provider is over capacity and says 500: only the text tells.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"

namespace squall {
namespace {

constexpr auto settings = joined_settings(retry_settings, told_setting);

Fault make(const Settings& given) {
  return refusing({.status = 500, .type = "", .message = "", .cause = Cause::hidden_overload},
                  given);
}

}  // namespace

// Facts: A3, 2025-09-24: api_error with the text Overloaded, and request_id null.
extern constinit const FaultKind disguised_overload{
    {"disguised_overload",
     "An overload disguised as a 500: only its text tells.",
     settings,
     {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
