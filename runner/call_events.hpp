// What a planned call becomes: an order to the stack, and events of the history.
#pragma once

#include "runner/protocol.hpp"
#include "runner/workload.hpp"
#include "scenarios/history.hpp"

namespace squall {

CallOrder order_for(const PlannedCall& planned, const CallClass& call_class);
CallBegan call_began(const PlannedCall& planned, const CallClass& call_class, Instant at);
CallEnded call_ended(const Outcome& outcome, Instant at);
SideEffect side_effect(const Effect& effect, Instant at);

}  // namespace squall
