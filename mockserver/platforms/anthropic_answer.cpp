// A message as one JSON body, and the parts of it that a stream writes too.
//
// Facts: section 1.4, key order included; where output_tokens_details stands is from recordings of
// newer models. Compact JSON, written by hand: this is the hot path, and a DOM would cost more than
// everything else in it. Ids and signatures need no escaping.
#include <algorithm>
#include <array>

#include "mockserver/platforms/anthropic.hpp"
#include "mockserver/platforms/compose.hpp"
#include "scenarios/signature.hpp"

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

void append_thinking(std::string& out, const ClaudeMessage& message) {
  out += "{\"type\":\"thinking\",\"thinking\":";
  if (message.shows_thought())
    append_tokens(out, message.speech.thought);
  else
    out += "\"\"";
  out += ",\"signature\":\"";
  append_signature(out, message.occasion);
  out += "\"},";
}

// Facts: section 1.4.
std::string_view stop_reason(Stop stop) {
  constexpr std::array<std::string_view, 5> reasons{"end_turn", "tool_use", "max_tokens",
                                                    "stop_sequence", "refusal"};
  return reasons[static_cast<std::size_t>(stop)];
}

void append_text_or_null(std::string& out, std::string_view text) {
  if (text.empty())
    out += "null";
  else
    append_json(out, text);
}

// The told prompt in the parts that the prompt cache makes of it, which never exceed it.
PromptTokens told_prompt(const ClaudeMessage& message) {
  PromptTokens told = message.request.prompt;
  const std::uint64_t all = message.speech.usage->input;
  told.read = std::min(told.read, all);
  told.written = std::min(told.written, all - told.read);
  told.fresh = all - told.read - told.written;
  return told;
}

}  // namespace

void append_message_head(std::string& out, const ClaudeMessage& message) {
  out += "{\"model\":";
  append_json(out, message.speech.model);
  out += ",\"id\":\"msg_011C";
  Random letters = claude_dice(message.occasion.ids, ClaudeDice::message_id);
  append_base58(out, letters, 20);
  out += "\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[";
}

void append_signature(std::string& out, const Occasion& occasion) {
  Random letters = claude_dice(occasion.ids, ClaudeDice::signature);
  out += signature_of("anthropic", letters);
}

void append_tool_head(std::string& out, const ToolCall& call) {
  out += "{\"type\":\"tool_use\",\"id\":\"";
  out += call.id;
  out += "\",\"name\":";
  append_json(out, call.name);
  out += ",\"input\":";
}

// Facts: section 1.4, what a refusal tells of itself.
void append_stop(std::string& out, const Speech& speech) {
  out += "\"stop_reason\":\"";
  out += stop_reason(speech.stop);
  out += "\",\"stop_sequence\":";
  if (speech.stop == Stop::stop_sequence)
    append_json(out, speech.stop_sequence);
  else
    out += "null";
  out += ",\"stop_details\":";
  if (speech.stop != Stop::refusal) {
    out += "null";
    return;
  }
  out += "{\"type\":\"refusal\",\"category\":";
  append_text_or_null(out, speech.category);
  out += ",\"explanation\":";
  append_text_or_null(out, speech.explanation);
  out += '}';
}

void append_prompt_usage(std::string& out, const ClaudeMessage& message) {
  const PromptTokens prompt = told_prompt(message);
  out += "\"input_tokens\":";
  append_number(out, prompt.fresh);
  out += ",\"cache_creation_input_tokens\":";
  append_number(out, prompt.written);
  out += ",\"cache_read_input_tokens\":";
  append_number(out, prompt.read);
}

void append_output_usage(std::string& out, const ClaudeMessage& message, std::uint64_t output,
                         std::uint64_t thinking) {
  out += ",\"output_tokens\":";
  append_number(out, output);
  if (!tells_details(message.request)) return;
  out += ",\"output_tokens_details\":{\"thinking_tokens\":";
  append_number(out, std::min(thinking, output));
  out += '}';
}

void append_usage(std::string& out, const ClaudeMessage& message, std::uint64_t output,
                  std::uint64_t thinking) {
  if (!message.speech.usage) return;
  const PromptTokens prompt = told_prompt(message);
  out += ",\"usage\":{";
  append_prompt_usage(out, message);
  out += ",\"cache_creation\":{\"ephemeral_5m_input_tokens\":";
  append_number(out, prompt.for_an_hour ? 0 : prompt.written);
  out += ",\"ephemeral_1h_input_tokens\":";
  append_number(out, prompt.for_an_hour ? prompt.written : 0);
  out += '}';
  append_output_usage(out, message, output, thinking);
  out += ",\"service_tier\":\"standard\",\"inference_geo\":";
  out += tells_details(message.request) ? "\"global\"}" : "\"not_available\"}";
}

// A call whose input is broken has none that could be told here: it is {}.
Step message_body(const ClaudeMessage& message) {
  const Speech& speech = message.speech;
  Step step;
  step.role = Role::body;
  step.tokens = static_cast<std::uint32_t>(tokens_said(speech));
  std::string& out = step.bytes;
  out.reserve(640 + 10 * std::size_t{step.tokens});
  append_message_head(out, message);
  if (!speech.thought.empty()) append_thinking(out, message);
  if (!speech.text.empty()) {
    out += "{\"type\":\"text\",\"text\":";
    step.text = append_tokens(out, speech.text);
    out += "},";
  }
  for (const ToolCall& call : speech.calls) {
    append_tool_head(out, call);
    out += call.whole ? std::string_view(call.input) : std::string_view("{}");
    out += ",\"caller\":{\"type\":\"direct\"}},";
  }
  if (out.back() == ',') out.pop_back();
  out += "],";
  append_stop(out, speech);
  append_usage(out, message, tokens_told(speech), speech.thought.size());
  out += '}';
  return step;
}

}  // namespace squall
