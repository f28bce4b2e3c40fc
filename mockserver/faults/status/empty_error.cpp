// An error status and nothing else: no body, no envelope, no request id.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"
#include "mockserver/platforms/edge.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {
    {"status", SettingKind::whole, "500", "400..599", "HTTP status, such as 500 or 520"}};
constexpr auto settings = joined_settings(own, retry_settings);

struct EmptyError {
  int status;
  RetryHeaders retry;

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    reply = whole_reply(status, edge_headers("", context.occasion), "");
    retry.put(reply.headers, context.occasion);
    return true;
  }
};

Fault make(const Settings& given) {
  return EmptyError{static_cast<int>(given.whole("status")), RetryHeaders(given)};
}

}  // namespace

// Facts: A4 ("500 status code (no body)"), A5 (520).
extern constinit const FaultKind empty_error{
    {"empty_error", "An error status without any body.", settings, {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
