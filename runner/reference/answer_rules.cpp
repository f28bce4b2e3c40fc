// Looks for a reason not to believe an answer.
#include "runner/reference/answer_rules.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "scenarios/text.hpp"

namespace squall {
namespace {

using Json = nlohmann::json;

std::string_view without_ending(std::string_view text, std::string_view ending) {
  return text.ends_with(ending) ? text.substr(0, text.size() - ending.size()) : text;
}

// `-20251001`, `-2025-10-01`, `@20251001`
std::string_view without_date(std::string_view model) {
  const std::size_t name = model.find_last_not_of("0123456789-@");
  if (name == model.npos) return model;
  std::size_t digits = 0;
  for (std::size_t at = model.size(); at-- > name + 1;) {
    if (model[at] != '-' && model[at] != '@') {
      ++digits;
      continue;
    }
    if (digits == 8) return model.substr(0, at);
  }
  return model;
}

std::string_view family(std::string_view model) {
  return without_ending(without_ending(without_date(model), "-latest"), "-0");
}

bool is_cut_short(const Message& message, std::uint64_t max_tokens) {
  if (message.stop != "max_tokens") return false;
  const std::uint64_t told = message.output_tokens.value_or(0);
  if (told > 0 && told <= max_tokens) return told < max_tokens;
  std::uint64_t bytes = message.text.size();
  for (const ToolUse& tool : message.tools) bytes += tool.input.size();
  return bytes < max_tokens;
}

// Only a text that is little else: an answer may well speak of overload.
bool is_apology(std::string_view text) {
  constexpr std::size_t longest_apology = 300;
  constexpr std::array<std::string_view, 5> phrases{"overloaded", "try again later",
                                                    "too many requests", "experiencing high demand",
                                                    "at capacity"};
  if (text.size() > longest_apology) return false;
  const std::string small = lower_case(text);
  return std::ranges::any_of(phrases,
                             [&](auto phrase) { return small.find(phrase) != small.npos; });
}

bool fits_the_tool(const ToolUse& tool) {
  const Json input = Json::parse(tool.input, nullptr, false);
  if (!input.is_object()) return false;
  const auto order = input.find("order");
  const auto amount = input.find("amount_cents");
  return order != input.end() && order->is_string() && amount != input.end() &&
         amount->is_number_integer();
}

std::string wrong_with_tools(const Message& message, bool offered) {
  const bool asks = message.stop == "tool_use";
  if (asks && message.tools.empty()) return "a turn that ends in a tool call, but holds none";
  if (message.tools.empty()) return "";
  if (!offered) return "a tool call where no tool was offered";
  if (!asks) return message.stop == "max_tokens" ? "" : "a tool call that the turn does not end in";
  for (std::size_t i = 0; i < message.tools.size(); ++i) {
    const ToolUse& tool = message.tools[i];
    if (tool.name != offered_tool) return "no such tool: " + beginning(tool.name);
    if (!fits_the_tool(tool)) return "arguments that do not fit: " + beginning(tool.input);
    for (std::size_t j = 0; j < i; ++j)
      if (message.tools[j].id == tool.id || message.tools[j].input == tool.input)
        return "the same tool call twice";
  }
  return "";
}

}  // namespace

bool may_answer_as(std::string_view asked, std::string_view answered) {
  if (answered == asked) return true;
  // A date that was asked for is one exact model.
  return without_date(asked) == asked && family(asked) == family(answered);
}

Failure failure_in(const Message& message, const CallOrder& order, std::string_view model) {
  if (!message.breach.empty()) return {"order", message.breach};
  if (!message.is_complete() || message.stop == "pause_turn")
    return {"incomplete", "the answer has no end"};
  if (!message.model.empty() && !may_answer_as(model, message.model))
    return {"wrong_model", "answered by " + beginning(message.model)};
  if (message.stop == "refusal") return {"refusal", "the model refuses"};
  if (is_cut_short(message, order.max_tokens))
    return {"cut_short", "stopped at max_tokens, but never got there"};
  const std::string tools = wrong_with_tools(message, order.tools);
  if (!tools.empty()) return {"tool_call", tools};
  const bool is_blank = message.text.find_first_not_of(" \t\r\n") == std::string::npos;
  if (is_blank && message.tools.empty()) return {"empty", "the answer is empty"};
  if (is_apology(message.text)) return {"apology", beginning(message.text)};
  return {};
}

}  // namespace squall
