// A body without length and without chunks: only the end of the connection says that it is over.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

struct CloseDelimited {
  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    reply.framing = Framing::until_close;
    return true;
  }
};

Fault make(const Settings&) { return CloseDelimited{}; }

}  // namespace

// RFC 9112, section 6.3: allowed, and nobody can tell such a body from one that was cut.
extern constinit const FaultKind close_delimited{
    {"close_delimited", "The end of the connection is the end of the body.", {}},
    Layer::content,
    make};

}  // namespace squall
