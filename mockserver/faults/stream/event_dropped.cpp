// Events get lost on the way: the frames around them are whole.
#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {role_setting, count_setting};

struct EventDropped {
  Role role;
  std::uint64_t count;

  bool operator()(Reply& reply, const FaultContext&, Random& random) const {
    Script& script = reply.script;
    const std::vector<std::size_t> lost = some_of(events_with(script, role), count, random);
    for (auto place = lost.rbegin(); place != lost.rend(); ++place)
      script.erase(script.begin() + static_cast<std::ptrdiff_t>(*place));
    return !lost.empty();
  }
};

Fault make(const Settings& given) {
  return EventDropped{role_of(given.text("role")), given.whole("count")};
}

}  // namespace

// No capture is known: a relay that loses a frame. Most platforms' events carry no number, so a
// piece of the answer that is lost cannot be missed; what opens, closes or ends can.
extern constinit const FaultKind event_dropped{
    {"event_dropped", "Events of a stream are missing, by dice.", settings, {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
