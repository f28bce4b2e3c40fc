// TLS over any wire: a socket, or a pipe in a test.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>

#include "mockserver/certificates.hpp"
#include "scenarios/wire.hpp"

namespace squall {

// The server's end. The handshake is made by the first `receive`, and goes as the greeting says.
// Ends with close_notify, unless the greeting cuts the connection. `executor` runs goodbyes, which
// outlive the wire; the certificates must outlive it too.
std::unique_ptr<Wire> tls_server_wire(std::unique_ptr<Wire> wire, net::any_io_executor executor,
                                      const Certificates& certificates, const Greeting& greeting);

// Whom a client trusts.
class TlsTrust {
 public:
  // An authority's certificate as PEM. Throws BadInput when it is none.
  explicit TlsTrust(const std::string& authority);
  ssl_ctx_st* context() const { return context_.get(); }

 private:
  TlsContext context_;
};

// The client's end: `dial`, then a handshake with whoever has a certificate for this address, such
// as 127.0.0.1. What fails is a TlsError. The trust must outlive every wire.
Dial tls_dial(Dial dial, net::any_io_executor executor, const TlsTrust& trust, std::string address);

}  // namespace squall
