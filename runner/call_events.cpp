// Makes orders and events of planned calls and of what a stack said, field by field.
#include "runner/call_events.hpp"

namespace squall {

CallOrder order_for(const PlannedCall& planned, const CallClass& call_class) {
  CallOrder order;
  order.call = planned.call;
  order.prompt = planned.prompt;
  order.model = planned.model;
  order.fallbacks = call_class.fallbacks;
  order.max_tokens = call_class.max_tokens;
  order.stream = call_class.stream;
  order.tools = call_class.tools;
  order.deadline = call_class.deadline;
  order.history = planned.history;
  return order;
}

CallBegan call_began(const PlannedCall& planned, const CallClass& call_class, Instant at) {
  CallBegan began;
  began.at = at;
  began.due = planned.due;
  began.call = planned.call;
  began.ordinal = planned.ordinal;
  began.call_class = call_class.name;
  began.platform = call_class.platform;
  began.model = planned.model;
  began.stream = call_class.stream;
  began.tools = call_class.tools;
  began.deadline = call_class.deadline;
  return began;
}

CallEnded call_ended(const Outcome& outcome, Instant at) {
  CallEnded ended;
  ended.at = at;
  ended.call = outcome.call;
  ended.outcome = outcome.outcome;
  ended.text = outcome.text;
  ended.model = outcome.model;
  ended.stop = outcome.stop;
  ended.error_class = outcome.error_class;
  ended.error = outcome.error;
  ended.status = outcome.status;
  return ended;
}

SideEffect side_effect(const Effect& effect, Instant at) {
  return {at, effect.call, effect.effect, effect.key};
}

}  // namespace squall
