// The stream ends early and looks well-formed: a 200 and a correct last chunk.
#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    at_setting("4/5", "share of the deltas, or of `after`, that go out before the early end"),
    place_setting, after_setting};

Fault make(const Settings& given) { return EndAtCut{cut_of(given), StepKind::finish}; }

}  // namespace

// Facts: A7, 8,752 in six days at one gateway; the content layer keeps the chunked body correct.
extern constinit const FaultKind silent_truncation{
    {"silent_truncation",
     "A stream stops early under a 200, and its body ends correctly.",
     settings,
     {.streams_only = true},
     object_to_cut,
     refine_cut},
    Layer::content,
    make};

}  // namespace squall
