// The edge takes smaller bodies than it promised: 413 before the provider sees the request.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {{"at_least", SettingKind::size, "0B", "0B..32MiB",
                            "body size from which on requests are refused; smaller ones pass"}};

constexpr auto settings = joined_settings(own, message_setting, retry_settings, told_setting);

struct EdgeTooLarge {
  Refusing refuse;
  std::uint64_t at_least;

  bool operator()(Reply& reply, const FaultContext& context, Random& random) const {
    return context.request.body.size() >= at_least && refuse(reply, context, random);
  }
};

void refine(const Settings& given, Reach& reach) { reach.sometimes = given.size("at_least") > 0; }

Fault make(const Settings& given) {
  const Refusal refusal{.status = 413, .type = "", .message = said(given, "message")};
  return EdgeTooLarge{refusing(refusal, given), given.size("at_least")};
}

}  // namespace

// Facts: A24, the edge's limit is 32 MB; it refuses before the API, so without a request id.
extern constinit const FaultKind edge_too_large{
    {"edge_too_large",
     "A 413 from the edge, before the provider sees the request.",
     settings,
     {.replaces = true},
     nullptr,
     refine},
    Layer::answer,
    make};

}  // namespace squall
