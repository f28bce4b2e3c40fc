// The answer tells token counts that cannot be.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"form", SettingKind::choice, "zero", "zero|huge",
     "nothing, or 2^53 + 1, which no double can hold"},
    {"counts", SettingKind::choice, "both", "both|input|output", "which of the counts are wrong"}};

constexpr std::uint64_t beyond_doubles = 9'007'199'254'740'993;

struct UsageWrong {
  std::uint64_t count;
  bool input, output;

  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    if (!speech.usage) return false;
    const Usage before = *speech.usage;
    if (input) speech.usage->input = count;
    if (output) speech.usage->output = count;
    return speech.usage != before;
  }
};

Fault make(const Settings& given) {
  const std::string& counts = given.text("counts");
  return UsageWrong{given.text("form") == "zero" ? 0 : beyond_doubles, counts != "output",
                    counts != "input"};
}

}  // namespace

// koine#41 and mnfst llm-gateway#2033: whole answers that count 0 tokens; huge ones are assumed.
extern constinit const FaultKind usage_wrong{
    {"usage_wrong", "The answer tells zero or impossible token counts.", settings},
    Layer::meaning,
    make};

}  // namespace squall
