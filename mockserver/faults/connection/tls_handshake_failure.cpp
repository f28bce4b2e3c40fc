// The TLS handshake fails with a fatal alert.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

struct TlsHandshakeFailure {
  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    greeting.handshake = Handshake::alert;
    return true;
  }
};

Fault make(const Settings&) { return TlsHandshakeFailure{}; }

}  // namespace

// RFC 8446, 6.2: handshake_failure, "unable to negotiate an acceptable set of security parameters".
extern constinit const FaultKind tls_handshake_failure{
    {"tls_handshake_failure",
     "The TLS handshake fails with a fatal alert.",
     {},
     {.connections = true, .tls = true, .leaves = Leaves::nothing}},
    Layer::connection,
    make};

}  // namespace squall
