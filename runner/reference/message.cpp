// Reads events and bodies of the Messages API (facts: Anthropic, streaming).
#include "runner/reference/message.hpp"

#include <algorithm>
#include <array>

#include "runner/reference/json.hpp"

namespace squall {
namespace {

using Json = nlohmann::json;

// Events with other names are none of ours: what they hold need not even be JSON.
bool is_ours(const SseEvent& event) {
  constexpr std::array<std::string_view, 9> names{"",
                                                  "message_start",
                                                  "content_block_start",
                                                  "content_block_delta",
                                                  "content_block_stop",
                                                  "message_delta",
                                                  "message_stop",
                                                  "ping",
                                                  "error"};
  return std::ranges::count(names, event.name) > 0;
}

}  // namespace

void Message::take_block(const Json& block) {
  const std::string type = text_at(block, "type");
  ++progress;
  if (type == "text") text += text_at(block, "text");
  if (type != "tool_use") return;
  ToolUse& tool = tools.emplace_back();
  tool.id = text_at(block, "id");
  tool.name = text_at(block, "name");
  const auto input = block.find("input");
  tool.input = input == block.end() || input->empty() ? "" : input->dump();
}

void Message::take_delta(const Json& delta) {
  for (const char* key : {"text", "partial_json", "thinking", "signature"})
    progress += text_at(delta, key).size();
  text += text_at(delta, "text");
  if (!tools.empty()) tools.back().input += text_at(delta, "partial_json");
}

void Message::take_usage(const Json& owner) {
  const auto usage = owner.find("usage");
  if (usage == owner.end()) return;
  const auto tokens = usage->find("output_tokens");
  if (tokens != usage->end() && tokens->is_number_unsigned())
    output_tokens = tokens->get<std::uint64_t>();
}

void Message::take_error(const Json& json) {
  error_type = text_at(json, "type");
  if (error_type.empty()) error_type = "error";
  error = text_at(json, "message");
  if (error.empty()) error = json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void Message::take_event(const Json& json) {
  const std::string type = text_at(json, "type");
  if (breach.empty()) breach = rules_.breach_by(json);
  if (type == "message_start") {
    model = text_at(json.at("message"), "model");
    ++progress;
  } else if (type == "content_block_start") {
    take_block(json.at("content_block"));
  } else if (type == "content_block_delta") {
    take_delta(json.at("delta"));
  } else if (type == "message_delta") {
    stop = text_at(json.at("delta"), "stop_reason");
    take_usage(json);
    ++progress;
  } else if (type == "message_stop") {
    ended = true;
  } else if (type == "error") {
    take_error(json.at("error"));
  }
}

void Message::take(const SseEvent& event) {
  if (!is_ours(event)) return;
  try {
    take_event(Json::parse(event.data));
  } catch (const Json::exception& e) {
    error_type = "unreadable_event";
    error = e.what();
  }
}

void Message::take_body(std::string_view body) {
  try {
    const Json json = Json::parse(body);
    if (const auto told = json.find("error"); told != json.end() && !told->is_null())
      return take_error(*told);
    model = text_at(json, "model");
    stop = text_at(json, "stop_reason");
    for (const Json& block : json.at("content")) take_block(block);
    take_usage(json);
    ended = true;
  } catch (const Json::exception& e) {
    error_type = "unreadable_body";
    error = e.what();
  }
}

}  // namespace squall
