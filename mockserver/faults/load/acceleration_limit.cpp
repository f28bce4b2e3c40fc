// Traffic may not grow too fast, however low it is: steep ramps get 429.
#include "scenarios/acceleration_limit.hpp"

#include "mockserver/fault.hpp"
#include "mockserver/faults/load/scope.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"factor", SettingKind::ratio, "2", "1..100", "growth allowed from one window to the next"},
    {"window", SettingKind::duration, "1min", "100ms..1h", "over which attempts are counted"},
    {"least", SettingKind::whole, "10", "1..1000000000",
     "attempts admitted in every window, however few came before"},
    scope_setting};

Fault make(const Settings& given) {
  AccelerationSettings limits;
  limits.factor = given.ratio("factor");
  limits.window = given.duration("window");
  limits.least = given.whole("least");
  limits.scope = scope_of(given);
  return BeginLoad([limits] { return std::make_unique<AccelerationLimit>(limits); });
}

}  // namespace

// Facts: Anthropic, 1.9 (acceleration limit); its factor and window are not published.
extern constinit const FaultKind acceleration_limit{
    {"acceleration_limit",
     "The rate may grow by a factor from window to window; what is beyond gets 429.", settings},
    Layer::load,
    make};

}  // namespace squall
