// The whole answer comes later: a queue before the model, a slow edge.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"lasting", SettingKind::duration, "", "1ms..24h", "added before the first byte"}};

struct Latency {
  Duration lasting;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    reply.script.insert(reply.script.begin(), wait(lasting));
    return true;
  }
};

Fault make(const Settings& given) { return Latency{given.duration("lasting")}; }

}  // namespace

// OpenAI, 2024-12-04: every request stalled 30 s, then succeeded; 45 % of clients had given up.
extern constinit const FaultKind latency{
    {"latency", "Nothing at all for a while, then the answer as usual.", settings},
    Layer::content,
    make};

}  // namespace squall
