// The last event lacks the blank line that would end it.
#include <algorithm>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

struct UnfinishedLastFrame {
  // All words of the event go out, so its role stays; strict readers drop it all the same.
  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script& script = reply.script;
    const auto last = std::find_if(script.rbegin(), script.rend(), [](const Step& step) {
      return step.kind == StepKind::send && !step.bytes.empty();
    });
    if (last == script.rend() || !is_stream(script)) return false;
    for (const std::string_view blank : {"\r\n\r\n", "\n\n", "\r\r"}) {
      if (!last->bytes.ends_with(blank)) continue;
      last->bytes.resize(last->bytes.size() - blank.size() / 2);
      return true;
    }
    return false;
  }
};

Fault make(const Settings&) { return UnfinishedLastFrame{}; }

}  // namespace

// Facts: F3, a final frame without its trailing blank line (cc-switch#6541). The standard of
// server-sent events drops an event that no blank line ends.
extern constinit const FaultKind unfinished_last_frame{
    {"unfinished_last_frame",
     "A stream's last event comes without the blank line that ends it.",
     {},
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
