// The server shows a certificate that has run out.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

struct TlsExpiredCertificate {
  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    greeting.handshake = Handshake::expired_certificate;
    return true;
  }
};

Fault make(const Settings&) { return TlsExpiredCertificate{}; }

}  // namespace

// RFC 5280, 6.1.3: a certificate is valid within its validity period only.
extern constinit const FaultKind tls_expired_certificate{
    {"tls_expired_certificate",
     "The server shows a certificate that has run out.",
     {},
     {.connections = true, .tls = true, .leaves = Leaves::requests}},
    Layer::connection,
    make};

}  // namespace squall
