// A blocking TLS client for tests, straight on OpenSSL: sees alerts, certificates and goodbyes.
#pragma once

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <string>
#include <string_view>

#include "mockserver/tls_wire.hpp"
#include "tests/support/raw_client.hpp"

namespace squall {

class TlsClient final : public Listener {
 public:
  // Connects and shakes hands with whoever is `host` (a name or an address), by this authority.
  TlsClient(std::uint16_t port, const std::string& authority, const char* host = "127.0.0.1")
      : client_(port), trust_(authority), ssl_(SSL_new(trust_.context())) {
    SSL_set_fd(ssl_, client_.descriptor());
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_), host) != 1) SSL_set1_host(ssl_, host);
    ERR_clear_error();
    is_open_ = SSL_connect(ssl_) == 1;
    why_ = ERR_GET_REASON(ERR_peek_error());
  }
  ~TlsClient() { SSL_free(ssl_); }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  bool is_open() const { return is_open_; }
  // What was wrong with the certificate, X509_V_OK for nothing.
  long verified() const { return SSL_get_verify_result(ssl_); }
  // OpenSSL's reason for the last failure; 0 for an orderly end.
  int why() const { return why_; }

  bool say(std::string_view bytes) {
    return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
  }

 private:
  bool hear_more(std::string& heard) override {
    char bytes[16 * 1024];
    ERR_clear_error();
    const int got = SSL_read(ssl_, bytes, sizeof bytes);
    if (got > 0) heard.append(bytes, static_cast<std::size_t>(got));
    if (got <= 0) why_ = ERR_GET_REASON(ERR_peek_error());
    return got > 0;
  }

  RawClient client_;
  TlsTrust trust_;
  SSL* ssl_;
  bool is_open_ = false;
  int why_ = 0;
};

}  // namespace squall
