// A stream of real server-sent events, small enough to compare: text with characters of several
// bytes, then a tool's arguments.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "tests/support/toy_platform.hpp"

namespace squall {

inline std::string event_bytes(std::string_view json) {
  return "data: " + std::string(json) + "\n\n";
}

inline Step event_delta(std::string_view json, std::uint32_t text) {
  Step step = send(Role::delta, event_bytes(json));
  step.tokens = 1;
  step.text = text;
  return step;
}

// Two deltas of text, two of arguments.
inline Reply event_stream() {
  Reply reply;
  reply.headers = {{"content-type", "text/event-stream"}};
  reply.framing = Framing::chunked;
  reply.script = {send(Role::open, event_bytes(R"({"type":"open"})")),
                  event_delta(R"({"type":"text","text":"calm \"sea\""})", 10),
                  event_delta(R"({"type":"text","text":"Ærø 嵐"})", 9),
                  send(Role::shut, event_bytes(R"({"type":"shut"})")),
                  send(Role::open, event_bytes(R"({"type":"open"})")),
                  event_delta(R"({"type":"tool","json":"{\"port\":"})", 0),
                  event_delta(R"({"type":"tool","json":"\"Skagen\"}"})", 0),
                  send(Role::shut, event_bytes(R"({"type":"shut"})")),
                  send(Role::terminal, event_bytes("[DONE]")),
                  ending(StepKind::finish)};
  return reply;
}

// Bytes of all sends together.
inline std::string said_by(const Script& script) {
  std::string bytes;
  for (const Step& step : script)
    if (step.kind == StepKind::send) bytes += step.bytes;
  return bytes;
}

}  // namespace squall
