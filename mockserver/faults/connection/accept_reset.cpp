// The connection is reset (RST) as soon as it is open.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

struct AcceptReset {
  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    end_instead(greeting.accepted, StepKind::reset);
    return true;
  }
};

Fault make(const Settings&) { return AcceptReset{}; }

}  // namespace

// Facts: connect resets, Bedrock in us-east-1 (incidents, projections); ECONNRESET in clients,
// wire.md.
extern constinit const FaultKind accept_reset{{"accept_reset",
                                               "The connection is reset as soon as it is open.",
                                               {},
                                               {.connections = true, .leaves = Leaves::nothing}},
                                              Layer::connection,
                                              make};

}  // namespace squall
