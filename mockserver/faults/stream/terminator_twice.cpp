// The end of the message is told twice: a relay that adds its own.
#include <iterator>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

struct TerminatorTwice {
  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto last = last_with(reply.script, Role::terminal);
    if (last == reply.script.end()) return false;
    Step again = *last;
    reply.script.insert(std::next(last), std::move(again));
    return true;
  }
};

Fault make(const Settings&) { return TerminatorTwice{}; }

}  // namespace

// No capture is known: a relay that closes what was closed already. A reader that stops at the
// first end never sees it.
extern constinit const FaultKind terminator_twice{
    {"terminator_twice", "A stream tells its end twice.", {}, {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
