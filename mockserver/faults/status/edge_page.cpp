// The edge in front of the provider answers for it, in HTML.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"
#include "mockserver/platforms/edge.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {
    {"form", SettingKind::choice, "short", "short|designed|internal_error",
     "the few lines of a 502, the designed page of a 520, or the page of the edge's own failure"},
    {"status", SettingKind::whole, "502", "400..599", "HTTP status"}};
constexpr auto settings = joined_settings(own, retry_settings, told_setting);

struct EdgePage {
  Reply (*page)(const ErrorPage&, const Occasion&);
  int status;
  std::string advice;
  RetryHeaders retry;

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    reply = page({status, context.platform.host, advice}, context.occasion);
    retry.put(reply.headers, context.occasion);
    return true;
  }
};

Fault make(const Settings& given) {
  const std::string& form = given.text("form");
  const auto page = form == "short"      ? short_page
                    : form == "designed" ? designed_page
                                         : internal_error_page;
  return EdgePage{page, static_cast<int>(given.whole("status")), advice_of(given),
                  RetryHeaders(given)};
}

}  // namespace

// Facts: A15 (502, short), A16 (520, designed), A17 (500, internal_error: Cloudflare on
// 2025-11-18).
extern constinit const FaultKind edge_page{
    {"edge_page",
     "An HTML page of the edge instead of the provider's JSON.",
     settings,
     {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
