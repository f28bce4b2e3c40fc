// The provider sheds load before anything looks at the request: 429 without an error in it.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"
#include "mockserver/platforms/compose.hpp"
#include "mockserver/platforms/edge.hpp"

namespace squall {
namespace {

constexpr auto settings = joined_settings(retry_settings, told_setting);

struct LoadShed {
  std::string advice;
  RetryHeaders retry;

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    std::string body = "{\"status\":";
    append_json(body, advised("come back later", advice));
    reply = whole_reply(429, edge_headers("application/json", context.occasion), body + "}");
    retry.put(reply.headers, context.occasion);
    return true;
  }
};

Fault make(const Settings& given) { return LoadShed{advice_of(given), RetryHeaders(given)}; }

}  // namespace

// Facts: B3, OpenAI on 2023-11-08, minutes 81 to 115; no Retry-After is told of.
extern constinit const FaultKind load_shed{
    {"load_shed",
     "A 429 that says come back later, without an error key.",
     settings,
     {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
