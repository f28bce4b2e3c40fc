// What is asked of the model, turn after turn, in the form of the Messages API.
#pragma once

#include <cstddef>
#include <string>

#include <nlohmann/json.hpp>

#include "runner/protocol.hpp"
#include "runner/reference/message.hpp"

namespace squall {

struct Conversation {
  explicit Conversation(CallOrder given);

  CallOrder order;
  std::string model;  // asked for now: the order's, or a fallback
  nlohmann::ordered_json messages = nlohmann::ordered_json::array();
};

std::string request_body(const Conversation& conversation);

// The order that a tool call is about; the input as it came when it names none.
std::string order_in(const ToolUse& tool);

// Appends the model's turn and the turn that tells it what its tools gave.
void add_tool_results(Conversation& conversation, const Message& message);

// Takes thinking out of what the model is said to have said, because only the platform that signed
// it accepts it. False when there was none.
bool drop_thinking(Conversation& conversation);

}  // namespace squall
