// The stream ends early and looks well-formed: a 200, whole events, a correct last chunk.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"at", SettingKind::ratio, "4/5", "0..1",
                                 "share of the deltas that go out before the early end"}};

struct SilentTruncation {
  Ratio at;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto here = after_deltas(reply.script, at);
    if (here == reply.script.end()) return false;
    end_at(reply.script, here, StepKind::finish);
    return true;
  }
};

Fault make(const Settings& given) { return SilentTruncation{given.ratio("at")}; }

}  // namespace

// Facts: A7, 8,752 in six days at one gateway; the content layer keeps the chunked body correct.
extern constinit const FaultKind silent_truncation{
    {"silent_truncation",
     "A stream stops between two events under a 200, and ends correctly.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
