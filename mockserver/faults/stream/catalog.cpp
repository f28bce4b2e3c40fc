// The faults of the stream group. To add one: write its file, then list it here.
#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind slow_first_token, stall, pings_only, trickle, uneven_pace, silent_truncation,
    aborted_stream, connection_reset, stream_error, event_dropped, event_duplicated,
    event_reordered, prefix_again, missing_event, terminator_twice, events_after_end,
    socket_left_open, unfinished_last_frame, garbage_line, unknown_event, huge_event, line_ends,
    byte_order_mark, broken_gzip, one_byte_segments, one_segment;

namespace {

constexpr const FaultKind* kinds[] = {
    // time
    &slow_first_token,
    &stall,
    &pings_only,
    &trickle,
    &uneven_pace,
    // early ends
    &silent_truncation,
    &aborted_stream,
    &connection_reset,
    &stream_error,
    // events
    &event_dropped,
    &event_duplicated,
    &event_reordered,
    &prefix_again,
    // the end
    &missing_event,
    &terminator_twice,
    &events_after_end,
    &socket_left_open,
    &unfinished_last_frame,
    // bytes
    &garbage_line,
    &unknown_event,
    &huge_event,
    &line_ends,
    &byte_order_mark,
    &broken_gzip,
    // segments
    &one_byte_segments,
    &one_segment,
};

}  // namespace

extern constinit const FaultGroup stream_faults{"stream", "The stream of events goes wrong.",
                                                kinds};

}  // namespace squall
