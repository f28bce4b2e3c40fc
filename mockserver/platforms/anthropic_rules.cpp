// What the fields of a request may ask for: together, and of this model.
//
// Facts: sections 1.3 and 1.9 hold the texts for max_tokens, thinking types and effort. The others
// are as seen in public reports, or pydantic's, and not verified. Fields are already known to be
// of their kind, so members are taken without asking again.
#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "mockserver/platforms/anthropic.hpp"

namespace squall {
namespace {

std::string at(std::string_view list, std::size_t index, std::string_view problem) {
  return std::string(list) + "." + std::to_string(index) + std::string(problem);
}

std::string wrong_tag(std::string_view path, std::string_view tag, std::string_view expected) {
  return std::string(path) + ": Input tag '" + std::string(tag) +
         "' found using 'type' does not match any of the expected tags: " + std::string(expected);
}

std::string wrong_numbers(const JsonObject& body, const ClaudeModel& model) {
  if (const JsonValue* most = member(body, "max_tokens")) {
    const std::int64_t wanted = whole_of(*most).value_or(0);
    if (wanted < 0) return "max_tokens: Input should be greater than or equal to 0";
    if (static_cast<std::uint64_t>(wanted) > model.max_output)
      return "max_tokens: " + std::to_string(wanted) + " > " + std::to_string(model.max_output) +
             ", which is the maximum allowed number of output tokens for " + std::string(model.id);
  }
  for (const std::string_view key : {"temperature", "top_p"}) {
    const JsonValue* value = member(body, key);
    if (!value || value->is_null()) continue;
    const double number = value->to_number<double>();
    if (!(number >= 0 && number <= 1)) return std::string(key) + ": range: 0..1";
  }
  return {};
}

std::string wrong_stop_sequences(const JsonObject& body) {
  const JsonArray* list = array_member(body, "stop_sequences");
  if (!list) return {};
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (!(*list)[i].is_string()) return at("stop_sequences", i, ": Input should be a valid string");
    if (text_of((*list)[i]).find_first_not_of(" \t\r\n") == std::string_view::npos)
      return "stop_sequences: each stop sequence must contain non-whitespace";
  }
  return {};
}

std::string wrong_system(const JsonObject& body) {
  const JsonArray* blocks = array_member(body, "system");
  if (!blocks) return {};
  for (std::size_t i = 0; i < blocks->size(); ++i) {
    const JsonObject* block = (*blocks)[i].if_object();
    if (!block) return at("system", i, ": Input should be a valid dictionary");
    if (text_member(*block, "type") != "text")
      return wrong_tag("system." + std::to_string(i), text_member(*block, "type"), "'text'");
    const JsonValue* text = member(*block, "text");
    if (!text) return at("system", i, ".text: Field required");
    if (!text->is_string()) return at("system", i, ".text: Input should be a valid string");
    if (text_of(*text).empty()) return "system: text content blocks must be non-empty";
  }
  return {};
}

std::string wrong_budget(const JsonObject& body, const JsonObject& thinking) {
  const JsonValue* budget = member(thinking, "budget_tokens");
  if (!budget) return "thinking.enabled.budget_tokens: Field required";
  const auto tokens = whole_of(*budget);
  if (!tokens) return "thinking.enabled.budget_tokens: Input should be a valid integer";
  if (*tokens < 1024)
    return "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024";
  const JsonValue* most = member(body, "max_tokens");
  if (most && *tokens >= whole_of(*most).value_or(0))
    return "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our "
           "documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking"
           "#max-tokens-and-context-window-size";
  return {};
}

// The model's word counts before the budget's: a budget means nothing to a model without one.
std::string wrong_thinking(const JsonObject& body, const ClaudeModel& model) {
  const JsonObject* thinking = object_member(body, "thinking");
  if (!thinking) return {};
  const JsonValue* given = member(*thinking, "type");
  if (!given) return "thinking: Unable to extract tag using discriminator 'type'";
  const std::string_view type = text_of(*given);
  if (type == "disabled") return {};
  if (type != "enabled" && type != "adaptive" && type != "between_tools")
    return wrong_tag("thinking", type, "'adaptive', 'between_tools', 'disabled', 'enabled'");
  if (model.generation == ClaudeGeneration::plain)
    return "'" + std::string(model.id) + "' does not support thinking.";
  if (type == "enabled" && model.generation == ClaudeGeneration::latest)
    return "\"thinking.type.enabled\" is not supported for this model. Use "
           "\"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.";
  if (type == "adaptive" && model.generation < ClaudeGeneration::adaptive)
    return "adaptive thinking is not supported on this model";
  if (type == "between_tools" && model.generation < ClaudeGeneration::latest)
    return "between_tools thinking is not supported on this model";
  if (type == "enabled") {
    std::string wrong = wrong_budget(body, *thinking);
    if (!wrong.empty()) return wrong;
  }
  const JsonObject* choice = object_member(body, "tool_choice");
  const std::string_view forced = choice ? text_member(*choice, "type") : std::string_view{};
  if (forced == "any" || forced == "tool")
    return "Thinking may not be enabled when tool_choice forces tool use.";
  return {};
}

std::string wrong_effort(const JsonObject& body, const ClaudeModel& model) {
  const JsonObject* config = object_member(body, "output_config");
  const JsonValue* given = config ? member(*config, "effort") : nullptr;
  if (!given || given->is_null()) return {};
  const std::string_view effort = text_of(*given);
  if (model.efforts.empty()) return "This model does not support the effort parameter.";
  constexpr std::string_view known[] = {"low", "medium", "high", "xhigh", "max"};
  if (!std::ranges::count(known, effort))
    return "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'";
  // In the list, `high` must not be found inside `xhigh`.
  const std::string listed = ", " + std::string(model.efforts) + ",";
  if (listed.find(", " + std::string(effort) + ",") != std::string::npos) return {};
  return "This model does not support effort level '" + std::string(effort) +
         "'. Supported levels: " + std::string(model.efforts) + ".";
}

bool is_tool_name(std::string_view name) {
  return !name.empty() && name.size() <= 128 && std::ranges::all_of(name, [](char c) {
    const char lower = static_cast<char>(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

// Tools with a dated type run on the provider's side or have a schema it knows.
std::string wrong_tool(const JsonObject& tool, std::size_t i) {
  const JsonValue* type = member(tool, "type");
  if (type && !type->is_null() && text_of(*type) != "custom") return {};
  const JsonValue* name = member(tool, "name");
  if (!name) return at("tools", i, ".custom.name: Field required");
  if (!name->is_string()) return at("tools", i, ".custom.name: Input should be a valid string");
  if (!is_tool_name(text_of(*name)))
    return at("tools", i, ".custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
  const JsonValue* schema = member(tool, "input_schema");
  if (!schema) return at("tools", i, ".custom.input_schema: Field required");
  if (!schema->is_object())
    return at("tools", i, ".custom.input_schema: Input should be a valid dictionary");
  const JsonValue* kind = member(schema->get_object(), "type");
  if (!kind) return at("tools", i, ".custom.input_schema.type: Field required");
  if (text_of(*kind) != "object")
    return at("tools", i, ".custom.input_schema.type: Input should be 'object'");
  return {};
}

std::string wrong_choice(const JsonObject& choice, const JsonArray* tools) {
  const JsonValue* given = member(choice, "type");
  if (!given) return "tool_choice: Unable to extract tag using discriminator 'type'";
  const std::string_view type = text_of(*given);
  if (type == "none") return {};
  if (type != "auto" && type != "any" && type != "tool")
    return wrong_tag("tool_choice", type, "'any', 'auto', 'none', 'tool'");
  if (!tools || tools->empty()) return "tool_choice may only be specified while providing tools.";
  if (type != "tool") return {};
  const std::string_view name = text_member(choice, "name");
  if (name.empty()) return "tool_choice.tool.name: Field required";
  for (const JsonValue& tool : *tools)
    if (text_member(tool.get_object(), "name") == name) return {};
  return "Tool '" + std::string(name) + "' not found in provided tools";
}

std::string wrong_tools(const JsonObject& body) {
  const JsonArray* tools = array_member(body, "tools");
  std::unordered_set<std::string_view> names;
  for (std::size_t i = 0; tools && i < tools->size(); ++i) {
    const JsonObject* tool = (*tools)[i].if_object();
    if (!tool) return at("tools", i, ": Input should be a valid dictionary");
    std::string wrong = wrong_tool(*tool, i);
    if (!wrong.empty()) return wrong;
    const std::string_view name = text_member(*tool, "name");
    if (!name.empty() && !names.insert(name).second) return "tools: Tool names must be unique.";
  }
  const JsonObject* choice = object_member(body, "tool_choice");
  return choice ? wrong_choice(*choice, tools) : std::string{};
}

}  // namespace

std::string wrong_claude_rules(const JsonObject& body, const ClaudeModel& model) {
  std::string wrong = wrong_numbers(body, model);
  if (wrong.empty()) wrong = wrong_stop_sequences(body);
  if (wrong.empty()) wrong = wrong_system(body);
  if (wrong.empty()) wrong = wrong_tools(body);
  if (wrong.empty()) wrong = wrong_thinking(body, model);
  if (wrong.empty()) wrong = wrong_effort(body, model);
  return wrong;
}

}  // namespace squall
