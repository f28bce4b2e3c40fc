// The provider answers with an error status, in its own envelope or in that of the edge before it.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"status", SettingKind::whole, "500", "400..599", "HTTP status"},
    {"body", SettingKind::choice, "platform", "platform|html|envoy|empty",
     "the platform's JSON, the edge's HTML page, Envoy's plain text, or nothing"},
    {"type", SettingKind::text, "usual", "", "error type inside the platform's envelope"},
    message_setting,
    retry_after_setting};

Fault make(const Settings& given) {
  const std::string& body = given.text("body");
  return Refusing{{.status = static_cast<int>(given.whole("status")),
                   .type = body == "platform" ? said(given, "type") : body,
                   .message = said(given, "message")},
                  said(given, "retry_after")};
}

}  // namespace

// Facts: A2 to A5 (500), A14 (Envoy's 503), A15 and A16 (the edge's 502 and 520 pages).
extern constinit const FaultKind error_status{
    {"error_status",
     "An error status with the platform's body, or the edge's.",
     settings,
     {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
