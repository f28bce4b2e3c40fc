// An Anthropic message as a client puts it together, from a stream or from a whole body.
#pragma once

#include <string>
#include <string_view>

#include "runner/reference/sse.hpp"

namespace squall {

// Takes what came and remembers how far it got. Wrong events never throw; they are remembered.
class Message {
 public:
  void take(const SseEvent& event);
  void take_body(std::string_view body);

  std::string text;
  std::string model, stop;
  std::string tool_id, tool_name, tool_input;  // the last tool call asked for; "" for none
  std::string error_type, error;               // told inside the stream, or what was unreadable
  bool ended = false;                          // message_stop came, or a whole body was read

  // The message is what the model meant to say, as far as a client can know: it has its end and a
  // reason to stop, and nothing in it was wrong.
  bool is_complete() const { return ended && !stop.empty() && error.empty(); }
};

}  // namespace squall
