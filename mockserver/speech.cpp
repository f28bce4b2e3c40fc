// Counts, cuts and names what is said.
#include "mockserver/speech.hpp"

#include <array>

namespace squall {

std::uint64_t tool_tokens(std::uint64_t bytes) {
  return (bytes + bytes_a_tool_token - 1) / bytes_a_tool_token;
}

void keep_bytes(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  text.resize(most);
}

std::uint64_t tokens_said(const Speech& speech) {
  std::uint64_t tokens = speech.thought.size() + speech.text.size();
  for (const ToolCall& call : speech.calls) tokens += tool_tokens(call.input.size());
  return tokens;
}

std::uint64_t tokens_told(const Speech& speech) {
  if (speech.usage && speech.usage->output) return *speech.usage->output;
  return tokens_said(speech);
}

bool says_nothing(const Speech& speech) {
  return speech.thought.empty() && speech.text.empty() && speech.calls.empty();
}

std::string whole_text(const std::vector<std::string>& tokens) {
  std::size_t size = 0;
  for (const std::string& token : tokens) size += token.size();
  std::string text;
  text.reserve(size);
  for (const std::string& token : tokens) text += token;
  return text;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = text.find(' ', 1);
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(words.back().size());
  }
  return words;
}

std::size_t share_of(std::size_t count, Ratio share) {
  const Wide exact = Wide{count} * share.part;
  return static_cast<std::size_t>((exact + share.whole - 1) / share.whole);
}

std::string_view name(Stop stop) {
  constexpr std::array<std::string_view, 5> names{"end_turn", "tool_use", "max_tokens",
                                                  "stop_sequence", "refusal"};
  return names[static_cast<std::size_t>(stop)];
}

}  // namespace squall
