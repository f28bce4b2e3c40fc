// The answer does not tell what it cost.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

struct UsageMissing {
  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    if (!speech.usage) return false;
    speech.usage.reset();
    return true;
  }
};

Fault make(const Settings&) { return UsageMissing{}; }

}  // namespace

// gptel#1331 and Portkey gateway#1180: counts that clients rely on were not there.
extern constinit const FaultKind usage_missing{
    {"usage_missing", "The answer tells no token counts."}, Layer::meaning, make};

}  // namespace squall
