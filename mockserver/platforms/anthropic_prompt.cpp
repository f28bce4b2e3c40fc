// What a conversation says and what it costs.
//
// Tokens are one per four bytes of what the caller wrote, the same for usage and for the count
// endpoint. The prompt cache is told without being kept, because an answer depends on nothing but
// its request: the first turn of a conversation writes everything up to its last breakpoint, later
// turns read it, and a prefix of fewer than 1024 tokens is not cached.
#include "mockserver/platforms/anthropic.hpp"
#include "scenarios/signature.hpp"
#include "scenarios/truth.hpp"

namespace squall {
namespace {

constexpr std::uint64_t least_cached = 1024;  // tokens
constexpr std::uint64_t bytes_a_token = 4;
constexpr std::uint64_t message_bytes = 16;  // role and framing of one message
constexpr std::uint64_t media_bytes = 6000;  // an image or document, whatever its size

// Adds up a prompt in the order in which the cache sees it: tools, system, messages.
struct Meter {
  std::uint64_t bytes = 0;
  std::uint64_t breakpoint = 0;  // bytes up to the last one
  std::size_t breakpoints = 0;
  bool for_an_hour = false;

  void mark(const JsonValue& control) {
    breakpoint = bytes;
    ++breakpoints;
    if (const JsonObject* object = control.if_object())
      for_an_hour = text_member(*object, "ttl") == "1h";
  }

  // Recursion is bounded by the parser's depth.
  void add(const JsonValue& value) {
    if (const JsonObject* object = value.if_object()) {
      add_members(*object);
    } else if (const JsonArray* array = value.if_array()) {
      for (const JsonValue& item : *array) add(item);
    } else {
      bytes += value.is_string() ? text_of(value).size() : 1;
    }
  }

  void add_members(const JsonObject& object) {
    const JsonValue* control = nullptr;
    for (const auto& [key, inner] : object) {
      if (key == "cache_control")
        control = &inner;
      else if (key == "source" && inner.is_object())
        bytes += media_bytes;
      else if (key == "input_schema" || key == "input")
        add_unmarked(inner);
      else if (key != "type" && key != "role")
        add(inner);
    }
    if (control) mark(*control);
  }

  // The caller's own data: its keys mean nothing to the cache.
  void add_unmarked(const JsonValue& value) {
    const Meter before = *this;
    add(value);
    breakpoint = before.breakpoint;
    breakpoints = before.breakpoints;
    for_an_hour = before.for_an_hour;
  }
};

// The texts of a content that is a string or a list of blocks, one after another.
void append_texts(std::string& out, const JsonValue& content) {
  if (content.is_string()) out += text_of(content);
  if (const JsonArray* blocks = content.if_array())
    for (const JsonValue& block : *blocks)
      if (const JsonObject* object = block.if_object()) out += text_member(*object, "text");
}

bool has_tool_result(const JsonObject& message) {
  const JsonArray* blocks = array_member(message, "content");
  if (!blocks) return false;
  for (const JsonValue& block : *blocks)
    if (const JsonObject* object = block.if_object())
      if (text_member(*object, "type") == "tool_result") return true;
  return false;
}

// The path of the message's first thinking block that this platform did not sign; "" for none.
std::string foreign_block(const JsonObject& message, std::size_t place) {
  const JsonArray* blocks = array_member(message, "content");
  for (std::size_t i = 0; blocks && i < blocks->size(); ++i) {
    const JsonObject* block = (*blocks)[i].if_object();
    if (!block || text_member(*block, "type") != "thinking") continue;
    if (!is_signed_by("anthropic", text_member(*block, "signature")))
      return "messages." + std::to_string(place) + ".content." + std::to_string(i);
  }
  return {};
}

void read_messages(const JsonArray& messages, ClaudePrompt& prompt) {
  bool asked = false;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const JsonObject* message = messages[i].if_object();
    if (!message) continue;
    const std::string_view role = text_member(*message, "role");
    if (role == "assistant") {
      ++prompt.turn;
      if (prompt.foreign_signature.empty()) prompt.foreign_signature = foreign_block(*message, i);
    }
    prompt.ends_with_tool_result = has_tool_result(*message);
    prompt.has_tool_result = prompt.has_tool_result || prompt.ends_with_tool_result;
    const JsonValue* content = member(*message, "content");
    if (role == "user" && !asked && content) {
      if (!prompt.about.empty()) prompt.about += '\n';
      append_texts(prompt.about, *content);
      asked = true;
    }
  }
}

PromptTokens tokens_of(const Meter& meter, std::uint32_t turn) {
  PromptTokens tokens;
  const std::uint64_t all = (meter.bytes + bytes_a_token - 1) / bytes_a_token;
  const std::uint64_t prefix = meter.breakpoint / bytes_a_token;
  if (prefix >= least_cached) (turn == 0 ? tokens.written : tokens.read) = prefix;
  tokens.fresh = all - tokens.written - tokens.read;
  tokens.for_an_hour = meter.for_an_hour;
  return tokens;
}

}  // namespace

ClaudePrompt read_claude_prompt(const JsonObject& body) {
  ClaudePrompt prompt;
  Meter meter;
  if (const JsonArray* tools = array_member(body, "tools"))
    for (const JsonValue& tool : *tools) meter.add(tool);
  if (const JsonValue* system = member(body, "system")) {
    meter.add(*system);
    append_texts(prompt.about, *system);
  }
  if (const JsonArray* messages = array_member(body, "messages")) {
    for (const JsonValue& message : *messages) {
      meter.bytes += message_bytes;
      meter.add(message);
    }
    read_messages(*messages, prompt);
  }
  if (const JsonValue* control = member(body, "cache_control")) meter.mark(*control);
  prompt.breakpoints = meter.breakpoints;
  prompt.tokens = tokens_of(meter, prompt.turn);
  return prompt;
}

}  // namespace squall
