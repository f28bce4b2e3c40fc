// Events are said twice, one right after the other.
#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {role_setting, count_setting};

struct EventDuplicated {
  Role role;
  std::uint64_t count;

  bool operator()(Reply& reply, const FaultContext&, Random& random) const {
    Script& script = reply.script;
    const std::vector<std::size_t> twice = some_of(events_with(script, role), count, random);
    std::uint64_t bytes = 0;
    for (const std::size_t place : twice) bytes += script[place].bytes.size();
    if (!has_room(script, twice.size(), bytes)) return false;
    for (auto place = twice.rbegin(); place != twice.rend(); ++place) {
      const auto original = script.begin() + static_cast<std::ptrdiff_t>(*place);
      Step again = said_again(*original);
      script.insert(std::next(original), std::move(again));
    }
    return !twice.empty();
  }
};

Fault make(const Settings& given) {
  return EventDuplicated{role_of(given.text("role")), given.whole("count")};
}

}  // namespace

// No capture is known: a relay that writes a frame again. Nobody can tell a piece of the answer
// that came twice from one that the model said twice, where events carry no number.
extern constinit const FaultKind event_duplicated{{"event_duplicated",
                                                   "Events of a stream come twice, by dice.",
                                                   settings,
                                                   {.streams_only = true}},
                                                  Layer::content,
                                                  make};

}  // namespace squall
