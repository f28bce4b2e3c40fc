// Writes requests and the turns of a tool loop.
#include "runner/reference/conversation.hpp"

#include <algorithm>
#include <utility>

#include "runner/reference/answer_rules.hpp"

namespace squall {
namespace {

using Json = nlohmann::ordered_json;

// An input that is no object has no place in a conversation.
Json input_of(const ToolUse& tool) {
  Json input = Json::parse(tool.input.empty() ? "{}" : tool.input, nullptr, false);
  return input.is_object() ? input : Json::object();
}

Json content_of(const PastMessage& past) {
  Json content = Json::array();
  if (!past.thinking.empty())
    content.push_back(
        {{"type", "thinking"}, {"thinking", past.thinking}, {"signature", past.signature}});
  content.push_back({{"type", "text"}, {"text", past.text}});
  return content;
}

bool is_thinking(const Json& block) {
  const auto type = block.is_object() ? block.find("type") : block.end();
  return block.is_object() && type != block.end() &&
         (*type == "thinking" || *type == "redacted_thinking");
}

}  // namespace

Conversation::Conversation(CallOrder given) : order(std::move(given)), model(order.model) {
  for (const PastMessage& past : order.history)
    messages.push_back({{"role", past.role}, {"content", content_of(past)}});
  messages.push_back({{"role", "user"}, {"content", order.prompt}});
}

std::string request_body(const Conversation& conversation) {
  const CallOrder& order = conversation.order;
  Json body = {{"model", conversation.model},
               {"max_tokens", order.max_tokens},
               {"messages", conversation.messages}};
  if (order.stream) body["stream"] = true;
  if (order.tools) {
    const Json schema = {
        {"type", "object"},
        {"properties", {{"order", {{"type", "string"}}}, {"amount_cents", {{"type", "integer"}}}}},
        {"required", {"order", "amount_cents"}}};
    body["tools"] = Json::array({{{"name", offered_tool},
                                  {"description", "Charges the customer's card."},
                                  {"input_schema", schema}}});
  }
  return body.dump();
}

std::string order_in(const ToolUse& tool) {
  const Json input = Json::parse(tool.input, nullptr, false);
  const auto at = input.is_object() ? input.find("order") : input.end();
  return input.is_object() && at != input.end() && at->is_string() ? at->get<std::string>()
                                                                   : tool.input;
}

void add_tool_results(Conversation& conversation, const Message& message) {
  Json content = Json::array();
  Json results = Json::array();
  if (!message.text.empty()) content.push_back({{"type", "text"}, {"text", message.text}});
  for (const ToolUse& tool : message.tools) {
    content.push_back(
        {{"type", "tool_use"}, {"id", tool.id}, {"name", tool.name}, {"input", input_of(tool)}});
    results.push_back(
        {{"type", "tool_result"}, {"tool_use_id", tool.id}, {"content", "{\"charged\":true}"}});
  }
  conversation.messages.push_back({{"role", "assistant"}, {"content", std::move(content)}});
  conversation.messages.push_back({{"role", "user"}, {"content", std::move(results)}});
}

bool drop_thinking(Conversation& conversation) {
  bool dropped = false;
  Json kept = Json::array();
  for (Json& message : conversation.messages) {
    Json& content = message["content"];
    if (content.is_array()) {
      Json blocks = Json::array();
      for (Json& block : content)
        if (!is_thinking(block)) blocks.push_back(std::move(block));
      dropped = dropped || blocks.size() < content.size();
      content = std::move(blocks);
    }
    if (!content.empty()) kept.push_back(std::move(message));
  }
  conversation.messages = std::move(kept);
  return dropped;
}

}  // namespace squall
