// A message as server-sent events, one step each.
//
// Facts: section 1.5. Order: message_start, then for each block start, deltas and stop, with one
// ping after the first block's start, then message_delta and message_stop. Deltas carry one to
// eight tokens each, drawn from the attempt's key: the text is the same for every attempt, its
// cutting is not. The steps' tokens add up to what is said, their text to the whole text.
#include <algorithm>
#include <utility>

#include "mockserver/platforms/anthropic.hpp"
#include "mockserver/platforms/compose.hpp"

namespace squall {
namespace {

constexpr std::size_t most_tokens_in_delta = 8;

// What a fresh message claims to have spoken: measured on 95 streams, mostly 1.
std::uint64_t opening_tokens(const Occasion& occasion) {
  Random random = claude_dice(occasion.ids, ClaudeDice::opening);
  const std::uint64_t place = random.below(95);
  if (place < 51) return 1;
  if (place < 63) return 3;
  if (place < 69) return 2;
  if (place < 75) return 5;
  if (place < 79) return 8;
  return 4 + random.below(59);
}

// Events in the order of the calls; each member function but `begin` and `end` writes one block.
class StreamWriter {
 public:
  explicit StreamWriter(const ClaudeMessage& message)
      : message_(message),
        padding_(claude_dice(message.occasion.ids, ClaudeDice::padding)),
        grouping_(claude_dice(message.occasion.ids, ClaudeDice::grouping)) {}

  Script take() { return std::move(script_); }

  void begin() {
    const std::uint64_t told = tokens_told(message_.speech);
    script_.reserve(16 + tokens_said(message_.speech) / 4);
    data_ = "{\"type\":\"message_start\",\"message\":";
    append_message_head(data_, message_);
    data_ += "],\"stop_reason\":null,\"stop_sequence\":null,\"stop_details\":null";
    append_usage(data_, message_, std::min(opening_tokens(message_.occasion), told), 0);
    data_ += '}';
    write(Role::open, "message_start");
  }

  void thinking() {
    const std::vector<std::string>& thought = message_.speech.thought;
    start_block("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    const bool shown = message_.shows_thought();
    if (shown) tokens(thought, "thinking_delta\",\"thinking\":", false);
    start_delta("signature_delta\",\"signature\":\"");
    append_signature(data_, message_.occasion);
    data_ += "\"}";
    // Hidden thought still takes its time before the signature comes.
    write(Role::delta, "content_block_delta", shown ? 0 : thought.size());
    stop_block();
  }

  void text() {
    start_block("{\"type\":\"text\",\"text\":\"\"}");
    tokens(message_.speech.text, "text_delta\",\"text\":", true);
    stop_block();
  }

  // The first fragment is always empty; a call without arguments has no other.
  void tool(const ToolCall& call) {
    std::string block;
    append_tool_head(block, call);
    start_block(block + "{},\"caller\":{\"type\":\"direct\"}}");
    const std::string_view input = call.input;
    const bool bare = input == "{}";
    fragment("", bare ? tool_tokens(input.size()) : 0);
    for (std::size_t at = 0; at < input.size() && !bare;) {
      const std::size_t end = fragment_end(input, at);
      fragment(input.substr(at, end - at), tool_tokens(end) - tool_tokens(at));
      at = end;
    }
    stop_block();
  }

  void end() {
    const Speech& speech = message_.speech;
    data_ = "{\"type\":\"message_delta\",\"delta\":{";
    append_stop(data_, speech);
    data_ += '}';
    if (speech.usage) {
      data_ += ",\"usage\":{";
      append_prompt_usage(data_, message_);
      append_output_usage(data_, message_, tokens_told(speech), speech.thought.size());
      data_ += '}';
    }
    write(Role::usage, "message_delta");
    data_ = "{\"type\":\"message_stop\"";
    write(Role::terminal, "message_stop");
    script_.push_back(ending(StepKind::finish));
  }

 private:
  void write(Role role, std::string_view name, std::size_t tokens = 0, std::size_t text = 0) {
    Step& step = script_.emplace_back();
    step.role = role;
    step.tokens = static_cast<std::uint32_t>(tokens);
    step.text = static_cast<std::uint32_t>(text);
    append_event(step.bytes, name, data_, padding_);
  }

  void start_block(std::string_view block) {
    data_ = "{\"type\":\"content_block_start\",\"index\":";
    append_number(data_, index_);
    data_ += ",\"content_block\":";
    data_ += block;
    write(Role::open, "content_block_start");
    if (index_ == 0) script_.push_back(send(Role::ping, std::string(claude_ping)));
  }

  void stop_block() {
    data_ = "{\"type\":\"content_block_stop\",\"index\":";
    append_number(data_, index_++);
    write(Role::shut, "content_block_stop");
  }

  void start_delta(std::string_view kind) {
    data_ = "{\"type\":\"content_block_delta\",\"index\":";
    append_number(data_, index_);
    data_ += ",\"delta\":{\"type\":\"";
    data_ += kind;
  }

  void tokens(const std::vector<std::string>& all, std::string_view kind, bool is_text) {
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t count =
          std::min<std::size_t>(1 + grouping_.below(most_tokens_in_delta), all.size() - at);
      std::size_t bytes = 0;
      start_delta(kind);
      data_ += '"';
      for (std::size_t i = at; i < at + count; ++i) {
        bytes += all[i].size();
        append_json_part(data_, all[i]);
      }
      data_ += "\"}";
      write(Role::delta, "content_block_delta", count, is_text ? bytes : 0);
      at += count;
    }
  }

  void fragment(std::string_view json, std::uint64_t tokens) {
    start_delta("input_json_delta\",\"partial_json\":");
    append_json(data_, json);
    data_ += '}';
    write(Role::delta, "content_block_delta", tokens);
  }

  // Anywhere, as with eager input streaming, but never inside a character.
  std::size_t fragment_end(std::string_view input, std::size_t at) {
    std::size_t end = std::min<std::size_t>(at + 2 + grouping_.below(15), input.size());
    while (end < input.size() && (static_cast<unsigned char>(input[end]) & 0xC0U) == 0x80U) ++end;
    return end;
  }

  const ClaudeMessage& message_;
  Script script_;
  Random padding_, grouping_;
  std::size_t index_ = 0;  // of the block
  std::string data_;       // of the event being written, without its last brace
};

}  // namespace

void append_event(std::string& out, std::string_view name, std::string_view data, Random& padding) {
  const std::size_t spaces = padding.below(16);
  out.reserve(out.size() + name.size() + data.size() + spaces + 17);
  out += "event: ";
  out += name;
  out += "\ndata: ";
  out += data;
  out.append(spaces, ' ');
  out += "}\n\n";
}

Script message_stream(const ClaudeMessage& message) {
  const Speech& speech = message.speech;
  StreamWriter writer(message);
  writer.begin();
  if (!speech.thought.empty()) writer.thinking();
  if (!speech.text.empty()) writer.text();
  for (const ToolCall& call : speech.calls) writer.tool(call);
  writer.end();
  return writer.take();
}

}  // namespace squall
