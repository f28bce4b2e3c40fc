// The edge answers in what looks like the provider's envelope, but is not quite it.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"
#include "mockserver/platforms/compose.hpp"
#include "mockserver/platforms/edge.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {
    {"status", SettingKind::choice, "502", "502|503", "bad gateway or service unavailable"}};
constexpr auto settings = joined_settings(own, retry_settings, told_setting);

struct EdgeJson {
  int status;
  std::string advice;
  RetryHeaders retry;

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    const bool gateway = status == 502;
    std::string body = "{\"error\":{\"code\":" + std::to_string(status) + ",\"message\":";
    append_json(body, advised(gateway ? "Bad gateway." : "Service Unavailable.", advice));
    body += ",\"param\":null,\"type\":\"";
    body += gateway ? "cf_bad_gateway" : "cf_service_unavailable";
    reply = whole_reply(status, edge_headers("application/json", context.occasion), body + "\"}}");
    retry.put(reply.headers, context.occasion);
    return true;
  }
};

Fault make(const Settings& given) {
  return EdgeJson{given.text("status") == "502" ? 502 : 503, advice_of(given), RetryHeaders(given)};
}

}  // namespace

// Facts: B2, OpenAI on 2023-11-08; its SDKs expect a text where `code` is a number here.
extern constinit const FaultKind edge_json{{"edge_json",
                                            "The edge's own error JSON, whose code is a number.",
                                            settings,
                                            {.replaces = true}},
                                           Layer::answer,
                                           make};

}  // namespace squall
