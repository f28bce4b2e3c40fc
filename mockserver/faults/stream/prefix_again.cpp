// The stream starts over from its first event: a gateway that retries inside one response.
#include <algorithm>
#include <iterator>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    at_setting("1/2", "share of the deltas after which everything so far is said again")};

struct PrefixAgain {
  Ratio at;

  // What is said again comes at once, as from a buffer; then the stream goes on.
  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto here = after_deltas(reply.script, at);
    if (here == reply.script.end()) return false;
    Script again;
    for (auto step = reply.script.begin(); step != here; ++step)
      if (step->kind == StepKind::send) again.push_back(said_again(*step));
    if (!has_room(reply.script, again.size(), body_size(again))) return false;
    reply.script.insert(here, again.begin(), again.end());
    return !again.empty();
  }
};

Fault make(const Settings& given) { return PrefixAgain{given.ratio("at")}; }

}  // namespace

// Facts: part 3, retries after content was emitted duplicate it (claude-code#69415); here a gateway
// does so inside one response, and the reader sees two beginnings.
extern constinit const FaultKind prefix_again{
    {"prefix_again",
     "After a share of a stream all of it comes again from its first event.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
