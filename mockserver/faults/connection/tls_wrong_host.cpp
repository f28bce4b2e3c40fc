// The server shows a certificate of another host: an edge with a wrong entry.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

struct TlsWrongHost {
  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    greeting.handshake = Handshake::wrong_host;
    return true;
  }
};

Fault make(const Settings&) { return TlsWrongHost{}; }

}  // namespace

// RFC 9110, 4.3.4: the certificate must be for the host of the URI.
extern constinit const FaultKind tls_wrong_host{
    {"tls_wrong_host",
     "The server shows a certificate that belongs to another host.",
     {},
     {.connections = true, .tls = true, .leaves = Leaves::requests}},
    Layer::connection,
    make};

}  // namespace squall
