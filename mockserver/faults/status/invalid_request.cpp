// A 400 to a request that is valid: a check that broke, a signature that another node does not
// know.
#include <utility>

#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"
#include "mockserver/platforms/compose.hpp"
#include "mockserver/platforms/edge.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {
    {"form", SettingKind::choice, "usual", "usual|signature|tool_concurrency|proxy",
     "whose words: the platform's, about a thinking block, about tools, or a proxy's own body"}};
constexpr auto settings = joined_settings(own, message_setting, retry_settings, told_setting);

// What stands between client and provider says it, in no envelope (claude-code#68361).
Reply proxy_reply(const std::string& advice, const Occasion& occasion) {
  std::string body = "{\"error\":";
  append_json(body, advised("upstream stream failed", advice));
  return whole_reply(400, edge_headers("application/json", occasion), body + ",\"status\":400}");
}

struct InvalidRequest {
  Refusing refuse;
  bool by_proxy;

  bool operator()(Reply& reply, const FaultContext& context, Random& random) const {
    if (!by_proxy) return refuse(reply, context, random);
    reply = proxy_reply(refuse.refusal.advice, context.occasion);
    refuse.retry.put(reply.headers, context.occasion);
    return true;
  }
};

Fault make(const Settings& given) {
  const std::string& form = given.text("form");
  Refusal refusal{.status = 400, .type = "", .message = said(given, "message")};
  if (refusal.message.empty() && form == "signature")
    refusal.message = "messages.1.content.0: Invalid `signature` in `thinking` block";
  if (refusal.message.empty() && form == "tool_concurrency")
    refusal.message = "due to tool use concurrency issues";
  return InvalidRequest{refusing(std::move(refusal), given), form == "proxy"};
}

}  // namespace

// Facts: A22; Azure's GPT-5.2 refused valid requests for 20 hours on 2026-03-09.
extern constinit const FaultKind invalid_request{
    {"invalid_request", "A 400 to a request that is valid.", settings, {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
