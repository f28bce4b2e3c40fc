// The model answers, and says nothing: an empty list of content under a normal end.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"form", SettingKind::choice, "no_block", "no_block|empty_block",
                                 "no content at all, or a text that is there and empty"}};

struct EmptyContent {
  bool has_block;

  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    if (says_nothing(speech)) return false;
    speech.thought.clear();
    speech.calls.clear();
    speech.text.assign(has_block ? 1 : 0, "");
    speech.stop = Stop::end;
    return true;
  }
};

Fault make(const Settings& given) { return EmptyContent{given.text("form") == "empty_block"}; }

}  // namespace

// Facts: A25, `"content":[]` under end_turn; C4, the same on Gemini under STOP.
extern constinit const FaultKind empty_content{
    {"empty_content", "An answer ends normally without having said anything.", settings},
    Layer::meaning,
    make};

}  // namespace squall
