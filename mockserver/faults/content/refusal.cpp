// The model, or a classifier over it, refuses: at once, or in the middle of an answer.
#include "mockserver/fault.hpp"
#include "mockserver/faults/wording.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"at", SettingKind::ratio, "0", "0..1", "share of the text that is said before"},
    {"category", SettingKind::text, "general_harms", "",
     "reason in the platform's words; `none` tells none"},
    {"explanation", SettingKind::text, "none", "", "the reason in a sentence; `none` tells none"}};

struct SafetyRefusal {
  Ratio at;
  std::string category, explanation;

  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    if (speech.stop == Stop::refusal) return false;
    speech.text.resize(share_of(speech.text.size(), at));
    if (speech.text.empty()) speech.thought.clear();
    speech.calls.clear();
    speech.stop = Stop::refusal;
    speech.category = category;
    speech.explanation = explanation;
    return true;
  }
};

Fault make(const Settings& given) {
  return SafetyRefusal{given.ratio("at"), said(given, "category", "none"),
                       said(given, "explanation", "none")};
}

}  // namespace

// Facts: Anthropic, section 1.4, stop_details; what was said until then stands in the answer.
extern constinit const FaultKind refusal{
    {"refusal", "The answer is refused under a 200, at once or part-way.", settings},
    Layer::meaning,
    make};

}  // namespace squall
