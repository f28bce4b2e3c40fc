// The fields of each event, named once for writer and reader alike.
#pragma once

#include "scenarios/history.hpp"

namespace squall {

// `visit` is called with each field's key and a reference to it.
template <class V, class E>
void visit_fields(V&& visit, E& e) {
  using T = std::remove_const_t<E>;
  if constexpr (requires { e.at; }) visit("at", e.at);
  if constexpr (std::is_same_v<T, RunBegan>) {
    visit("schema", e.schema), visit("squall", e.squall), visit("commit", e.commit);
    visit("compiler", e.compiler), visit("scenario", e.scenario), visit("digest", e.digest);
    visit("seed", e.seed), visit("speed", e.speed), visit("started", e.started);
    visit("stack", e.stack), visit("argv", e.argv);
  } else if constexpr (std::is_same_v<T, StackReady>) {
    visit("stack", e.stack), visit("versions", e.versions);
  } else if constexpr (std::is_same_v<T, StackTrouble>) {
    visit("kind", e.kind), visit("message", e.message);
  } else if constexpr (std::is_same_v<T, CallBegan>) {
    visit("due", e.due), visit("call", e.call), visit("ordinal", e.ordinal);
    visit("class", e.call_class), visit("platform", e.platform), visit("model", e.model);
    visit("stream", e.stream), visit("tools", e.tools), visit("deadline", e.deadline);
  } else if constexpr (std::is_same_v<T, CallEnded>) {
    visit("call", e.call), visit("outcome", e.outcome), visit("text", e.text);
    visit("model", e.model), visit("stop", e.stop), visit("error_class", e.error_class);
    visit("error", e.error), visit("status", e.status);
  } else if constexpr (std::is_same_v<T, SideEffect>) {
    visit("call", e.call), visit("effect", e.effect), visit("key", e.key);
  } else if constexpr (std::is_same_v<T, AttemptBegan>) {
    visit("id", e.id), visit("connection", e.connection), visit("call", e.call);
    visit("turn", e.turn), visit("attempt", e.attempt), visit("platform", e.platform);
    visit("endpoint", e.endpoint), visit("model", e.model), visit("stream", e.stream);
    visit("tools", e.tools), visit("client", e.client), visit("rules", e.rules);
    visit("faults", e.faults);
  } else if constexpr (std::is_same_v<T, AttemptEnded>) {
    visit("id", e.id), visit("call", e.call), visit("status", e.status), visit("how", e.how);
    visit("first_byte", e.first_byte), visit("bytes", e.bytes), visit("text_sent", e.text_sent);
    visit("tokens_sent", e.tokens_sent), visit("told_end", e.told_end), visit("meant", e.meant);
    visit("stop", e.stop), visit("tool_input", e.tool_input);
  } else if constexpr (std::is_same_v<T, ConnectionMet>) {
    visit("connection", e.connection), visit("platform", e.platform), visit("rules", e.rules);
    visit("faults", e.faults), visit("how", e.how);
  } else if constexpr (std::is_same_v<T, Stray>) {
    visit("connection", e.connection), visit("status", e.status), visit("what", e.what);
  } else if constexpr (std::is_same_v<T, RunEnded>) {
    visit("why", e.why);
  }
}

}  // namespace squall
