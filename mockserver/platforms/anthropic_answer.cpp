// A message as one JSON body, and the parts of it that a stream writes too.
//
// Facts: section 1.4, key order included; where output_tokens_details stands is from recordings of
// newer models. Compact JSON, written by hand: this is the hot path, and a DOM would cost more than
// everything else in it. Model ids, message ids and signatures need no escaping.
#include "mockserver/platforms/anthropic.hpp"
#include "mockserver/platforms/compose.hpp"

namespace squall {
namespace {

// Appends tokens as one JSON string. They are escaped one by one, which is the same: a token never
// ends inside a character.
std::uint32_t append_tokens(std::string& out, const std::vector<std::string>& tokens) {
  std::size_t bytes = 0;
  out += '"';
  for (const std::string& token : tokens) {
    bytes += token.size();
    append_json_part(out, token);
  }
  out += '"';
  return static_cast<std::uint32_t>(bytes);
}

// What counts its own thinking and where it ran.
bool tells_details(const ClaudeRequest& request) {
  return request.model->generation >= ClaudeGeneration::adaptive;
}

void append_thinking(std::string& out, const ClaudeRequest& request, const Speech& speech) {
  out += "{\"type\":\"thinking\",\"thinking\":";
  if (request.thinking == ClaudeThinking::shown)
    append_tokens(out, speech.thought);
  else
    out += "\"\"";
  out += ",\"signature\":\"";
  out += speech.signature;
  out += "\"},";
}

}  // namespace

void append_message_head(std::string& out, const ClaudeRequest& request, const Speech& speech) {
  out += "{\"model\":\"";
  out += request.model->id;
  out += "\",\"id\":\"";
  out += speech.message_id;
  out += "\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[";
}

void append_tool_head(std::string& out, const Speech& speech) {
  out += "{\"type\":\"tool_use\",\"id\":\"";
  out += speech.tool_id;
  out += "\",\"name\":";
  append_json(out, speech.tool);
  out += ",\"input\":";
}

void append_stop(std::string& out, const Speech& speech) {
  out += "\"stop_reason\":\"";
  out += speech.stop;
  out += "\",\"stop_sequence\":";
  if (speech.stop == "stop_sequence")
    append_json(out, speech.stop_sequence);
  else
    out += "null";
  out += ",\"stop_details\":null";
}

void append_prompt_usage(std::string& out, const PromptTokens& prompt) {
  out += "\"input_tokens\":";
  append_number(out, prompt.fresh);
  out += ",\"cache_creation_input_tokens\":";
  append_number(out, prompt.written);
  out += ",\"cache_read_input_tokens\":";
  append_number(out, prompt.read);
}

void append_output_usage(std::string& out, const ClaudeRequest& request,
                         std::uint64_t output_tokens, std::uint64_t thinking_tokens) {
  out += ",\"output_tokens\":";
  append_number(out, output_tokens);
  if (!tells_details(request)) return;
  out += ",\"output_tokens_details\":{\"thinking_tokens\":";
  append_number(out, thinking_tokens);
  out += '}';
}

void append_usage(std::string& out, const ClaudeRequest& request, std::uint64_t output_tokens,
                  std::uint64_t thinking_tokens) {
  const PromptTokens& prompt = request.prompt;
  out += "\"usage\":{";
  append_prompt_usage(out, prompt);
  out += ",\"cache_creation\":{\"ephemeral_5m_input_tokens\":";
  append_number(out, prompt.for_an_hour ? 0 : prompt.written);
  out += ",\"ephemeral_1h_input_tokens\":";
  append_number(out, prompt.for_an_hour ? prompt.written : 0);
  out += '}';
  append_output_usage(out, request, output_tokens, thinking_tokens);
  out += ",\"service_tier\":\"standard\",\"inference_geo\":";
  out += tells_details(request) ? "\"global\"}" : "\"not_available\"}";
}

// A tool call that max_tokens broke off has no input that could be told here: it is {}.
Step message_body(const ClaudeRequest& request, const Speech& speech) {
  Step step;
  step.role = Role::body;
  step.tokens = static_cast<std::uint32_t>(speech.tokens());
  std::string& out = step.bytes;
  out.reserve(640 + 10 * (speech.text.size() + speech.thought.size()) + speech.tool_input.size());
  append_message_head(out, request, speech);
  if (!speech.thought.empty()) append_thinking(out, request, speech);
  if (!speech.text.empty()) {
    out += "{\"type\":\"text\",\"text\":";
    step.text = append_tokens(out, speech.text);
    out += "},";
  }
  if (!speech.tool.empty()) {
    append_tool_head(out, speech);
    out += speech.tool_whole ? std::string_view(speech.tool_input) : std::string_view("{}");
    out += ",\"caller\":{\"type\":\"direct\"}},";
  }
  if (out.back() == ',') out.pop_back();
  out += "],";
  append_stop(out, speech);
  out += ',';
  append_usage(out, request, speech.tokens(), speech.thought.size());
  out += '}';
  return step;
}

}  // namespace squall
