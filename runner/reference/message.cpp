// Reads events and bodies of the Messages API (facts: Anthropic, streaming).
#include "runner/reference/message.hpp"

#include <nlohmann/json.hpp>

namespace squall {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& json, const char* key) {
  const auto at = json.find(key);
  return at != json.end() && at->is_string() ? at->get<std::string>() : "";
}

void take_block(Message& message, const Json& block) {
  if (text_at(block, "type") == "text") message.text += text_at(block, "text");
  if (text_at(block, "type") != "tool_use") return;
  message.tool_id = text_at(block, "id");
  message.tool_name = text_at(block, "name");
  const auto input = block.find("input");
  message.tool_input = input == block.end() || input->empty() ? "" : input->dump();
}

void take_event(Message& message, const Json& json) {
  const std::string type = text_at(json, "type");
  if (type == "message_start") {
    message.model = text_at(json.at("message"), "model");
  } else if (type == "content_block_start") {
    take_block(message, json.at("content_block"));
  } else if (type == "content_block_delta") {
    message.text += text_at(json.at("delta"), "text");
    message.tool_input += text_at(json.at("delta"), "partial_json");
  } else if (type == "message_delta") {
    message.stop = text_at(json.at("delta"), "stop_reason");
  } else if (type == "message_stop") {
    message.ended = true;
  } else if (type == "error") {
    message.error_type = text_at(json.at("error"), "type");
    message.error = text_at(json.at("error"), "message");
  }
}

}  // namespace

void Message::take(const SseEvent& event) {
  try {
    take_event(*this, Json::parse(event.data));
  } catch (const Json::exception& e) {
    error_type = "unreadable_event";
    error = e.what();
  }
}

void Message::take_body(std::string_view body) {
  try {
    const Json json = Json::parse(body);
    model = text_at(json, "model");
    stop = text_at(json, "stop_reason");
    for (const Json& block : json.at("content")) take_block(*this, block);
    ended = true;
  } catch (const Json::exception& e) {
    error_type = "unreadable_body";
    error = e.what();
  }
}

}  // namespace squall
