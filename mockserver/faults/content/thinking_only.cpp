// The model thinks and stops there: the answer is never given.
#include <utility>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

struct ThinkingOnly {
  // A model that was not asked to think aloud thinks what it would have said.
  bool operator()(Speech& speech, const FaultContext&, Random&) const {
    if (speech.text.empty() && speech.calls.empty()) return false;
    if (speech.thought.empty()) std::swap(speech.thought, speech.text);
    if (speech.thought.empty()) return false;
    speech.text.clear();
    speech.calls.clear();
    speech.stop = Stop::end;
    return true;
  }
};

Fault make(const Settings&) { return ThinkingOnly{}; }

}  // namespace

// Facts: A25, only a thinking block.
extern constinit const FaultKind thinking_only{
    {"thinking_only", "An answer holds thought alone, and ends normally."}, Layer::meaning, make};

}  // namespace squall
