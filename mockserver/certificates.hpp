// Certificates made in memory when the server starts: nothing to install, no key on any disk.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "mockserver/greeting.hpp"

struct ssl_ctx_st;

namespace squall {

struct FreeContext {
  void operator()(ssl_ctx_st* context) const;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, FreeContext>;

// One authority, and what it has signed. All of it is valid from 2000 to 2100, whatever day a
// stack's clock shows, but for the expired leaf, which ran out in 2000.
class Certificates {
 public:
  Certificates();

  // The authority's certificate as PEM, for clients to trust.
  const std::string& authority() const { return authority_; }

  // What a server shows in a handshake of this kind: sound (localhost, 127.0.0.1, ::1),
  // expired_certificate or wrong_host.
  ssl_ctx_st* context(Handshake kind) const;

 private:
  std::string authority_;
  std::array<TlsContext, 3> contexts_;
};

}  // namespace squall
