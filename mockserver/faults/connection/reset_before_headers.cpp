// The connection is reset (RST) once the first bytes of a request have arrived.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

struct ResetBeforeHeaders {
  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    end_instead(greeting.asked, StepKind::reset);
    return true;
  }
};

Fault make(const Settings&) { return ResetBeforeHeaders{}; }

}  // namespace

// Facts: A14, "disconnect/reset before headers" (claude-code#7403); UND_ERR_SOCKET in Node,
// wire.md.
extern constinit const FaultKind reset_before_headers{
    {"reset_before_headers",
     "The connection is reset once the first bytes of a request have arrived.",
     {},
     {.connections = true, .leaves = Leaves::nothing}},
    Layer::connection,
    make};

}  // namespace squall
