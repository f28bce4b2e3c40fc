// A tool is called with arguments that are no JSON, under a stop reason that says all is well.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"form", SettingKind::choice, "cut", "cut|malformed",
     "broken off, or with a comma before the last brace"},
    {"at", SettingKind::ratio, "1/2", "0..1", "cut: share of the bytes that are said"}};

struct ToolArguments {
  bool cut;
  Ratio at;

  // The last call, because a model breaks off there. Formats that embed arguments in their own JSON
  // cannot show broken ones: there they are empty.
  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    if (speech.calls.empty()) return false;
    ToolCall& call = speech.calls.back();
    if (!call.whole || call.input.empty()) return false;
    if (cut)
      keep_bytes(call.input, scaled(call.input.size(), at));
    else
      call.input.insert(call.input.size() - 1, 1, ',');
    call.whole = false;
    return true;
  }
};

Fault make(const Settings& given) {
  return ToolArguments{given.text("form") == "cut", given.ratio("at")};
}

}  // namespace

// Facts: A7, input_json_delta that breaks off; python-genai#1836, MALFORMED_FUNCTION_CALL.
extern constinit const FaultKind tool_arguments{
    {"tool_arguments", "The arguments of a tool call are no JSON.", settings, {.tools_only = true}},
    Layer::meaning,
    make};

}  // namespace squall
