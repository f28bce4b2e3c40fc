// From the bytes of a messages request to what its answer needs.
//
// Reading comes before judging: model, stream, tools and conversation are taken from whatever is
// readable, then the request is checked, and only what an answer needs is kept. The parsed body is
// gone when the request is understood; a stream may be held open for hours without it.
#include <algorithm>
#include <utility>

#include "mockserver/platforms/anthropic.hpp"

namespace squall {
namespace {

constexpr std::size_t largest_body = 32U << 20;  // bytes; more never passes the edge

std::vector<std::string> stop_sequences(const JsonObject& body) {
  std::vector<std::string> all;
  if (const JsonArray* list = array_member(body, "stop_sequences"))
    for (const JsonValue& item : *list)
      if (!text_of(item).empty()) all.emplace_back(text_of(item));
  return all;
}

// With between_tools the model thinks only about what a tool told it.
ClaudeThinking thinking_of(const JsonObject& body, const ClaudePrompt& prompt) {
  const JsonObject* thinking = object_member(body, "thinking");
  if (!thinking) return ClaudeThinking::none;
  const std::string_view type = text_member(*thinking, "type");
  if (type == "disabled") return ClaudeThinking::none;
  if (type == "between_tools" && !prompt.ends_with_tool_result) return ClaudeThinking::none;
  return text_member(*thinking, "display") == "omitted" ? ClaudeThinking::omitted
                                                        : ClaudeThinking::shown;
}

// The client tool to call: the named one or the first; none once a tool has told its result, so
// that every round trip ends. Tools that run on the provider's side have a dated type and no
// schema.
const JsonObject* tool_to_call(const JsonObject& body, const ClaudePrompt& prompt) {
  const JsonArray* tools = array_member(body, "tools");
  if (!tools || prompt.has_tool_result) return nullptr;
  std::string_view wanted;
  if (const JsonObject* choice = object_member(body, "tool_choice")) {
    if (text_member(*choice, "type") == "none") return nullptr;
    if (text_member(*choice, "type") == "tool") wanted = text_member(*choice, "name");
  }
  for (const JsonValue& item : *tools) {
    const JsonObject* tool = item.if_object();
    if (!tool || !object_member(*tool, "input_schema")) continue;
    const std::string_view name = text_member(*tool, "name");
    if (!name.empty() && (wanted.empty() || name == wanted)) return tool;
  }
  return nullptr;
}

ClaudeRequest needed_for_answer(const JsonObject& body, const ClaudePrompt& prompt) {
  ClaudeRequest needed;
  needed.model = find_claude_model(text_member(body, "model"));
  if (const JsonValue* most = member(body, "max_tokens"))
    needed.max_tokens = static_cast<std::uint64_t>(whole_of(*most).value_or(0));
  needed.prompt = prompt.tokens;
  needed.stop_sequences = stop_sequences(body);
  needed.thinking = thinking_of(body, prompt);
  if (const JsonObject* tool = tool_to_call(body, prompt)) {
    needed.tool = text_member(*tool, "name");
    // Copied to memory of its own: the request's ends with its reading.
    needed.tool_schema = JsonValue(*member(*tool, "input_schema"), boost::json::storage_ptr{});
  }
  return needed;
}

std::string wrong_size(const ClaudeModel& model, const ClaudePrompt& prompt, bool counting) {
  if (prompt.breakpoints > 4)
    return "A maximum of 4 blocks with cache_control may be provided. Found " +
           std::to_string(prompt.breakpoints) + ".";
  if (counting || prompt.tokens.all() <= model.context) return {};
  return "prompt is too long: " + std::to_string(prompt.tokens.all()) + " tokens > " +
         std::to_string(model.context) + " maximum";
}

std::optional<Refusal> wrong_request(const JsonObject& body, ClaudeVersion version,
                                     const ClaudePrompt& prompt, bool counting) {
  std::string wrong = wrong_claude_fields(body, version, counting);
  if (!wrong.empty()) return bad_request(std::move(wrong));
  const std::string name(text_member(body, "model"));
  const ClaudeModel* model = find_claude_model(name);
  if (!model) return Refusal{404, "", "model: " + name};
  wrong = wrong_claude_rules(body, *model);
  if (wrong.empty())
    wrong = wrong_claude_messages(*array_member(body, "messages"), version, *model);
  if (wrong.empty()) wrong = wrong_size(*model, prompt, counting);
  if (!wrong.empty()) return bad_request(std::move(wrong));
  return std::nullopt;
}

void read_body(const JsonObject& body, ClaudeVersion version, Question& question) {
  const bool counting = question.endpoint == Endpoint::count_tokens;
  ClaudePrompt prompt = read_claude_prompt(body);
  question.model = text_member(body, "model");
  question.stream = !counting && flag_member(body, "stream");
  const JsonArray* tools = array_member(body, "tools");
  question.tools = tools && !tools->empty();
  question.turn = prompt.turn;
  question.input_tokens = prompt.tokens.all();
  question.refusal = wrong_request(body, version, prompt, counting);
  if (!question.refusal) question.details = needed_for_answer(body, prompt);
  question.foreign_signature = std::move(prompt.foreign_signature);
  question.conversation = std::move(prompt.about);
}

}  // namespace

// The text around a JSON error is real ("The request body is not valid JSON: unexpected character:
// line 8 column 316 (char 466)", promptfoo issue 4489), the one for other JSON is assumed.
void read_messages_request(const Request& request, Question& question) {
  if (request.body.size() > largest_body) {
    question.refusal = Refusal{413, "", ""};
    return;
  }
  JsonRoom room;
  std::string problem;
  const JsonValue body = parse_json(request.body, problem, room.storage());
  if (!problem.empty()) {
    question.refusal = bad_request("The request body is not valid JSON: " + problem);
  } else if (const JsonObject* object = body.if_object()) {
    const bool newer = request.header("anthropic-version") == "2026-10-21";
    read_body(*object, newer ? ClaudeVersion::of_2026 : ClaudeVersion::of_2023, question);
  } else {
    question.refusal = bad_request("Input should be a valid dictionary");
  }
}

}  // namespace squall
