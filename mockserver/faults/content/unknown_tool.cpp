// A tool is called that the request never offered.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"name", SettingKind::text, "execute_python", "", "the tool that is called instead"}};

struct UnknownTool {
  std::string name;

  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    if (speech.calls.empty() || speech.calls.back().name == name) return false;
    speech.calls.back().name = name;
    return true;
  }
};

Fault make(const Settings& given) { return UnknownTool{given.text("name")}; }

}  // namespace

// OpenHands#5111: Sonnet called `execute_python`, which nobody had offered; facts: C5,
// UNEXPECTED_TOOL_CALL.
extern constinit const FaultKind unknown_tool{
    {"unknown_tool", "A tool is called that was not offered.", settings, {.tools_only = true}},
    Layer::meaning,
    make};

}  // namespace squall
