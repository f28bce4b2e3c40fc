// Requests, input tokens and output tokens per minute: 429 with the true wait in Retry-After.
#include "scenarios/rate_limits.hpp"

#include "mockserver/fault.hpp"
#include "mockserver/faults/load/scope.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"requests", SettingKind::rate, "4000/min", "1/h..1000000/s", "refill of the request bucket"},
    {"input_tokens", SettingKind::rate, "2000000/min", "1/h..1000000000/s",
     "refill of the bucket of prompt tokens"},
    {"output_tokens", SettingKind::rate, "400000/min", "1/h..1000000000/s",
     "refill of the bucket of answered tokens"},
    {"burst", SettingKind::duration, "1min", "1ms..24h",
     "how much of its rate a full bucket holds"},
    {"punish", SettingKind::duration, "0", "0..1h",
     "what each attempt before the advised moment adds to the wait"},
    scope_setting};

Fault make(const Settings& given) {
  RateLimitSettings limits;
  limits.requests = given.rate("requests");
  limits.input_tokens = given.rate("input_tokens");
  limits.output_tokens = given.rate("output_tokens");
  limits.burst = given.duration("burst");
  limits.punish = given.duration("punish");
  limits.scope = scope_of(given);
  return BeginLoad([limits] { return std::make_unique<RateLimits>(limits); });
}

}  // namespace

// Facts: Anthropic, 1.7 and 1.9 (429 with `retry-after` and all limits); storms, 2.7 (buckets per
// key, continuous refill). The defaults are what the healthy headers tell.
extern constinit const FaultKind rate_limits{
    {"rate_limits",
     "Limits on requests and tokens per minute; who exceeds them gets 429 and the true wait.",
     settings},
    Layer::load,
    make};

}  // namespace squall
