// Events overtake each other: each chosen one changes places with the next.
#include <algorithm>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {role_setting, count_setting};

struct EventReordered {
  Role role;
  std::uint64_t count;

  bool operator()(Reply& reply, const FaultContext&, Random& random) const {
    Script& script = reply.script;
    std::vector<std::size_t> places = events_with(script, role);
    if (!places.empty() && next_event(script, places.back()) == script.size()) places.pop_back();
    const std::vector<std::size_t> early = some_of(std::move(places), count, random);
    // From behind, so that a chosen event falls back by one place only.
    for (auto place = early.rbegin(); place != early.rend(); ++place)
      std::swap(script[*place], script[next_event(script, *place)]);
    return !early.empty();
  }

  static std::size_t next_event(const Script& script, std::size_t place) {
    ++place;
    while (place < script.size() && script[place].kind != StepKind::send) ++place;
    return place;
  }
};

Fault make(const Settings& given) {
  return EventReordered{role_of(given.text("role")), given.whole("count")};
}

}  // namespace

// No capture is known: a relay whose workers overtake each other; HTTP itself keeps the order.
extern constinit const FaultKind event_reordered{
    {"event_reordered",
     "Events of a stream change places with the next one, by dice.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
