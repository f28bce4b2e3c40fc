// Only so many answers at once: the rest get 429, and nobody can tell them how long to wait.
#include "scenarios/concurrency_limit.hpp"

#include "mockserver/fault.hpp"
#include "mockserver/faults/load/scope.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"at_once", SettingKind::whole, "4", "0..1000000", "answers that may be under way"},
    scope_setting};

Fault make(const Settings& given) {
  ConcurrencySettings limits;
  limits.at_once = given.whole("at_once");
  limits.scope = scope_of(given);
  return BeginLoad([limits] { return std::make_unique<ConcurrencyLimit>(limits); });
}

}  // namespace

// Seen at Anthropic by agents that close a stream late: cline#4351, June 2025.
extern constinit const FaultKind concurrency_limit{
    {"concurrency_limit", "Only so many answers at once; the rest get 429 without a wait.",
     settings},
    Layer::load,
    make};

}  // namespace squall
