// An Anthropic message as a client puts it together, from a stream or from a whole body.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "runner/reference/sse.hpp"
#include "runner/reference/stream_rules.hpp"

namespace squall {

struct ToolUse {
  std::string id, name;
  std::string input;  // JSON, or what came of it; "" for none
  bool operator==(const ToolUse&) const = default;
};

// Takes what came and remembers how far it got. Wrong events never throw; they are remembered.
class Message {
 public:
  void take(const SseEvent& event);
  void take_body(std::string_view body);

  std::string text;
  std::string model, stop;
  std::vector<ToolUse> tools;                  // in the order in which they were asked for
  std::string error_type, error;               // told inside the stream, or what was unreadable
  std::string breach;                          // the first breach of the stream's order
  bool ended = false;                          // message_stop came, or a whole body was read
  std::optional<std::uint64_t> output_tokens;  // as the provider counts them, if it says
  std::uint64_t progress = 0;                  // grows with content, not with pings

  // The message is what the model meant to say, as far as its form can show: it has its end and a
  // reason to stop, and nothing in it was wrong.
  bool is_complete() const { return ended && !stop.empty() && error.empty() && breach.empty(); }

 private:
  void take_event(const nlohmann::json& event);
  void take_block(const nlohmann::json& block);
  void take_delta(const nlohmann::json& delta);
  void take_usage(const nlohmann::json& owner);
  void take_error(const nlohmann::json& error);
  StreamRules rules_;
};

}  // namespace squall
