// The stream begins with a byte-order mark.
#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

struct ByteOrderMark {
  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    if (!is_stream(reply.script)) return false;
    first_send(reply.script)->bytes.insert(0, "\xEF\xBB\xBF");
    return true;
  }
};

Fault make(const Settings&) { return ByteOrderMark{}; }

}  // namespace

// The standard of server-sent events has readers skip one; others lose the first event.
extern constinit const FaultKind byte_order_mark{
    {"byte_order_mark", "A stream begins with a byte-order mark.", {}, {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
