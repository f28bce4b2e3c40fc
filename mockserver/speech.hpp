// What the model says in one turn, before any provider's words for it.
//
// Every platform makes a Speech first and writes it afterwards, so that what a scenario wants said
// wrongly is said wrongly in each format's own way. The order on the wire is thought, text, calls.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/units.hpp"

namespace squall {

// Why the model stopped. Histories say it in the words of `name`, whatever the platform calls it.
enum class Stop : std::uint8_t { end, tool, max_tokens, stop_sequence, refusal };

struct ToolCall {
  std::string name, id;
  std::string input;  // JSON text, as far as it got
  bool whole = true;  // false: broken, so that no format may embed the input as JSON
  bool operator==(const ToolCall&) const = default;
};

// Token counts as the answer tells them.
struct Usage {
  std::uint64_t input = 0;              // the whole prompt, cached or not
  std::optional<std::uint64_t> output;  // nothing: what is really said, counted
  bool operator==(const Usage&) const = default;
};

// Everything a caller could compare between two attempts hangs on the occasion's truth key; the ids
// of calls do not.
struct Speech {
  std::string model;                 // that the answer names
  std::vector<std::string> thought;  // tokens; none may end inside a character
  std::vector<std::string> text;     // tokens; `{""}` is text that is there and empty
  std::vector<ToolCall> calls;
  Stop stop = Stop::end;
  std::string stop_sequence;             // the one that matched
  std::string category, explanation;     // of a refusal; "" where it tells none
  std::optional<Usage> usage = Usage{};  // nothing: not told at all
  bool operator==(const Speech&) const = default;
};

// What the first `bytes` bytes of a call's input cost, rounded up.
inline constexpr std::uint64_t bytes_a_tool_token = 4;
std::uint64_t tool_tokens(std::uint64_t bytes);

// Cuts a text to at most `most` bytes, on a character's boundary.
void keep_bytes(std::string& text, std::size_t most);

// Tokens that are really said, thought included, and those that the usage tells.
std::uint64_t tokens_said(const Speech& speech);
std::uint64_t tokens_told(const Speech& speech);

bool says_nothing(const Speech& speech);

// The text, in one piece.
std::string whole_text(const std::vector<std::string>& tokens);

// A text as tokens: each word with the space before it.
std::vector<std::string> words_of(std::string_view text);

// How many of `count` things a share is, rounded up.
std::size_t share_of(std::size_t count, Ratio share);

std::string_view name(Stop stop);

}  // namespace squall
