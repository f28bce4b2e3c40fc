// The answer stops for want of tokens, far from the limit that the request set.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"at", SettingKind::ratio, "1/2", "0..1",
                                 "share of the text that is said; below 1 no tool is called"}};

struct MaxTokensStop {
  Ratio at;

  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    if (speech.stop == Stop::max_tokens) return false;
    speech.text.resize(share_of(speech.text.size(), at));
    if (at.part < at.whole) speech.calls.clear();
    speech.stop = Stop::max_tokens;
    return true;
  }
};

Fault make(const Settings& given) { return MaxTokensStop{given.ratio("at")}; }

}  // namespace

// dify#8550: MAX_TOKENS after 143 tokens of 8,192; prism#366 saw the same.
extern constinit const FaultKind max_tokens_stop{
    {"max_tokens_stop", "The answer stops at max_tokens though it is far from it.", settings},
    Layer::meaning,
    make};

}  // namespace squall
