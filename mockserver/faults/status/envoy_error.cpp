// The proxy in front of the model cannot reach it: Envoy's 503 in plain text.
#include <array>

#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"
#include "mockserver/platforms/edge.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {
    {"variant", SettingKind::choice, "any",
     "any|overflow|connection_termination|connection_timeout|connection_refused",
     "the reset reason that the line names; any throws dice for each attempt"}};
constexpr auto settings = joined_settings(own, retry_settings, told_setting);

struct Variant {
  std::string_view name, reason;
};
constexpr std::array variants{
    Variant{"overflow", "overflow"}, Variant{"connection_termination", "connection termination"},
    Variant{"connection_timeout", "connection timeout"},
    Variant{"connection_refused",
            "remote connection failure, transport failure reason: delayed connect error: "
            "Connection refused"}};

struct EnvoyError {
  std::string_view reason;  // "" for any
  std::string advice;
  RetryHeaders retry;

  bool operator()(Reply& reply, const FaultContext& context, Random& random) const {
    const std::string_view drawn = variants[random.below(variants.size())].reason;
    reply = envoy_line(reason.empty() ? drawn : reason, advice, context.occasion);
    retry.put(reply.headers, context.occasion);
    return true;
  }
};

Fault make(const Settings& given) {
  std::string_view reason;
  for (const Variant& variant : variants)
    if (variant.name == given.text("variant")) reason = variant.reason;
  return EnvoyError{reason, advice_of(given), RetryHeaders(given)};
}

}  // namespace

// Facts: A14; in rotation on 2025-09-10 and 2025-10-03.
extern constinit const FaultKind envoy_error{{"envoy_error",
                                              "Envoy's 503 in plain text: upstream connect error.",
                                              settings,
                                              {.replaces = true}},
                                             Layer::answer,
                                             make};

}  // namespace squall
