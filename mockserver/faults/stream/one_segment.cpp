// The whole answer is held back and comes at once: a proxy that buffers.
#include <algorithm>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

struct OneSegment {
  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script& script = reply.script;
    const auto is_wait = [](const Step& step) { return step.kind == StepKind::wait; };
    const bool spread = std::any_of(first_send(script), script.end(), is_wait);
    const bool endless = script.back().kind == StepKind::hold && first_send(script) != script.end();
    if (!spread && !endless) return false;
    if (endless) {  // the proxy waits for an end that never comes
      script = {ending(StepKind::hold)};
      return true;
    }
    Duration held{};
    for (const Step& step : script)
      if (is_wait(step)) held = sum_of(held, step.lasting);
    std::erase_if(script, is_wait);
    if (held > Duration{0}) script.insert(script.begin(), wait(held));
    return true;
  }
};

Fault make(const Settings&) { return OneSegment{}; }

}  // namespace

// nginx buffers what it relays unless told otherwise (its `proxy_buffering`).
extern constinit const FaultKind one_segment{{"one_segment",
                                              "A stream is held back to its end and comes at once.",
                                              {},
                                              {.streams_only = true}},
                                             Layer::wire,
                                             make};

}  // namespace squall
