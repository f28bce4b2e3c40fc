// The faults of the stream group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind slow_first_token, stall, silent_truncation, mid_event_cut, connection_reset;

namespace {

constexpr const FaultKind* kinds[] = {
    &slow_first_token, &stall, &silent_truncation, &mid_event_cut, &connection_reset,
};

}  // namespace

extern constinit const FaultGroup stream_faults{"stream", "The stream of events goes wrong.",
                                                kinds};

}  // namespace squall
