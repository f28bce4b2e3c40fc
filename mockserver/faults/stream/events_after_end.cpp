// Pieces of the answer come once more after the end of the message was told.
#include <algorithm>
#include <iterator>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"count", SettingKind::whole, "3", "1..1000", "how many of the last deltas come once more"}};

struct EventsAfterEnd {
  std::uint64_t count;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script& script = reply.script;
    const auto last = last_with(script, Role::terminal);
    const std::vector<std::size_t> deltas = events_with(script, Role::delta);
    if (last == script.end() || deltas.empty()) return false;
    const std::size_t first =
        deltas.size() - static_cast<std::size_t>(std::min<std::uint64_t>(count, deltas.size()));
    Script late;
    for (std::size_t i = first; i < deltas.size(); ++i)
      late.push_back(said_again(script[deltas[i]]));
    if (!has_room(script, late.size(), body_size(late))) return false;
    script.insert(std::next(last), late.begin(), late.end());
    return true;
  }
};

Fault make(const Settings& given) { return EventsAfterEnd{given.whole("count")}; }

}  // namespace

// No capture is known: a relay that flushes its buffer after the end. The end is the last event by
// every platform's word, so what follows belongs to no answer.
extern constinit const FaultKind events_after_end{{"events_after_end",
                                                   "Deltas come after a stream has told its end.",
                                                   settings,
                                                   {.streams_only = true}},
                                                  Layer::content,
                                                  make};

}  // namespace squall
