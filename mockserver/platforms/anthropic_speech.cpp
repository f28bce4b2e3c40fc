// What the model says in one turn: thought, text, a tool call, and why it stops.
//
// The whole body and the stream write the same speech, so they can only differ in form. Everything
// the caller could compare between two attempts hangs on the truth key; ids and signatures do not.
#include <algorithm>
#include <utility>

#include "mockserver/platforms/anthropic.hpp"
#include "mockserver/platforms/compose.hpp"
#include "scenarios/signature.hpp"
#include "scenarios/truth.hpp"

namespace squall {
namespace {

constexpr std::uint64_t preamble_tokens = 8;  // said before a tool is called
constexpr std::uint64_t bytes_a_token = 4;

// Where the first stop sequence is complete in the text: the model cannot look ahead, so the
// earliest end wins, and the caller's order among equals.
struct Match {
  std::size_t begin = std::string::npos, end = std::string::npos;
  const std::string* sequence = nullptr;
};

Match first_match(const std::string& text, const std::vector<std::string>& sequences) {
  Match first;
  for (const std::string& sequence : sequences) {
    const std::size_t begin = text.find(sequence);
    if (begin == std::string::npos || begin + sequence.size() >= first.end) continue;
    first = {begin, begin + sequence.size(), &sequence};
  }
  return first;
}

// Cuts the tokens so that `begin` bytes are left; a sequence may begin inside one token and end in
// another.
void keep_bytes(std::vector<std::string>& tokens, std::size_t begin) {
  std::size_t kept = 0;
  std::size_t count = 0;
  while (count < tokens.size() && kept < begin) {
    std::string& token = tokens[count++];
    if (kept + token.size() > begin) token.resize(begin - kept);
    kept += token.size();
  }
  tokens.resize(count);
}

void heed_stop_sequences(const std::vector<std::string>& sequences, Speech& speech) {
  if (sequences.empty()) return;
  std::string text;
  for (const std::string& token : speech.text) text += token;
  const Match match = first_match(text, sequences);
  if (!match.sequence) return;
  keep_bytes(speech.text, match.begin);
  speech.stop = "stop_sequence";
  speech.stop_sequence = *match.sequence;
}

// Appends tokens as far as the budget goes; false when it is used up before the end.
bool spend(std::uint64_t& left, std::vector<std::string>& tokens) {
  if (tokens.size() > left) {
    tokens.resize(static_cast<std::size_t>(left));
    left = 0;
    return false;
  }
  left -= tokens.size();
  return true;
}

bool think(const ClaudeRequest& request, const Occasion& occasion, std::uint64_t& left,
           Speech& speech) {
  if (request.thinking == ClaudeThinking::none) return true;
  Random random = claude_dice(occasion.truth, ClaudeDice::thought);
  const std::uint64_t key = random.next();
  speech.thought = true_answer(key, "anthropic", request.model->id, 16 + random.below(33));
  const bool whole = spend(left, speech.thought);
  Random letters = claude_dice(occasion.ids, ClaudeDice::signature);
  speech.signature = signature_of("anthropic", letters);
  return whole;
}

bool say_text(const ClaudeRequest& request, const Occasion& occasion, std::uint64_t& left,
              Speech& speech) {
  const std::uint64_t wanted = request.tool.empty()
                                   ? occasion.answer_tokens
                                   : std::min(preamble_tokens, occasion.answer_tokens);
  speech.text =
      true_answer(occasion.truth, "anthropic", request.model->id, static_cast<std::size_t>(wanted));
  return spend(left, speech.text);
}

// A call that does not fit is broken off inside its input, on a character's boundary.
void call_tool(const ClaudeRequest& request, const Occasion& occasion, std::uint64_t left,
               Speech& speech) {
  if (request.tool.empty()) return;
  speech.stop = "max_tokens";
  if (left == 0) return;
  speech.tool = request.tool;
  speech.tool_input =
      fitting_input(request.tool_schema, claude_dice(occasion.truth, ClaudeDice::tool_input));
  Random letters = claude_dice(occasion.ids, ClaudeDice::tool_id);
  speech.tool_id = "toolu_01";
  append_base58(speech.tool_id, letters, 22);
  speech.tool_whole = tool_tokens(speech.tool_input.size()) <= left;
  if (speech.tool_whole) {
    speech.stop = "tool_use";
    return;
  }
  auto fits = static_cast<std::size_t>(left * bytes_a_token);
  while (fits > 0 && (static_cast<unsigned char>(speech.tool_input[fits]) & 0xC0U) == 0x80U) --fits;
  speech.tool_input.resize(fits);
}

}  // namespace

std::uint64_t tool_tokens(std::uint64_t bytes) {
  return (bytes + bytes_a_token - 1) / bytes_a_token;
}

std::uint64_t Speech::tokens() const {
  return thought.size() + text.size() + tool_tokens(tool_input.size());
}

Speech speak(const ClaudeRequest& request, const Occasion& occasion) {
  Speech speech;
  Random letters = claude_dice(occasion.ids, ClaudeDice::message_id);
  speech.message_id = "msg_011C";
  append_base58(speech.message_id, letters, 20);
  speech.stop = "max_tokens";
  std::uint64_t left = request.max_tokens;
  if (left == 0 || !think(request, occasion, left, speech)) return speech;
  const bool whole = say_text(request, occasion, left, speech);
  if (whole) speech.stop = "end_turn";
  heed_stop_sequences(request.stop_sequences, speech);
  if (speech.stop == "end_turn") call_tool(request, occasion, left, speech);
  return speech;
}

}  // namespace squall
