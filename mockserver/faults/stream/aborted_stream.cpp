// The stream is abandoned: FIN, without the last chunk that would have ended the body.
#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    at_setting("1/2", "share of the deltas, or of `after`, that go out before the FIN"),
    place_setting, after_setting};

Fault make(const Settings& given) { return EndAtCut{cut_of(given), StepKind::close}; }

}  // namespace

// Facts: A7, "peer closed connection without sending complete message body" (suna#66).
extern constinit const FaultKind aborted_stream{{"aborted_stream",
                                                 "A stream stops early and the connection is "
                                                 "closed without the body's last chunk.",
                                                 settings,
                                                 {.streams_only = true},
                                                 object_to_cut,
                                                 refine_cut},
                                                Layer::content,
                                                make};

}  // namespace squall
