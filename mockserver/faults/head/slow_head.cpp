// Status line and headers trickle in, one byte after the other.
#include <utility>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"every", SettingKind::duration, "100ms", "1ms..1min",
                                 "time between two bytes; heads have about a thousand"}};

struct SlowHead {
  Duration every;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script slow;
    bool found = false;
    for (Step& step : reply.script) {
      if (step.role != Role::head || step.bytes.size() < 2) {
        slow.push_back(std::move(step));
        continue;
      }
      found = true;
      for (const char byte : step.bytes) {
        slow.push_back(send(Role::head, std::string(1, byte)));
        slow.push_back(wait(every));
      }
      slow.pop_back();
    }
    reply.script = std::move(slow);
    return found;
  }
};

Fault make(const Settings& given) { return SlowHead{given.duration("every")}; }

}  // namespace

// Slow headers are a known way to hold a client (slowloris, the other way round): limits on the
// whole request see them, limits on silence never do.
extern constinit const FaultKind slow_head{
    {"slow_head", "Status line and headers come byte by byte.", settings}, Layer::wire, make};

}  // namespace squall
