// The provider answers with an error status, in its own envelope.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {{"status", SettingKind::whole, "500", "400..599", "HTTP status"}};

constexpr auto settings = joined_settings(own, type_setting, message_setting, request_id_setting,
                                          retry_settings, told_setting);

Fault make(const Settings& given) {
  return refusing({.status = static_cast<int>(given.whole("status")),
                   .type = said(given, "type"),
                   .message = said(given, "message"),
                   .request_id = told_id(given)},
                  given);
}

}  // namespace

// Facts: A2, A21, A24. What only proxies say (502, 503, 520) comes in their words, unless a type or
// a message asks for the envelope.
extern constinit const FaultKind error_status{{"error_status",
                                               "An error status in the platform's own envelope.",
                                               settings,
                                               {.replaces = true}},
                                              Layer::answer,
                                              make};

}  // namespace squall
