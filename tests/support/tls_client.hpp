// A blocking TLS client for tests, straight on OpenSSL: sees alerts, certificates and goodbyes.
#pragma once

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <string>
#include <string_view>

#include "tests/support/raw_client.hpp"

namespace squall {

class TlsClient {
 public:
  // Connects and shakes hands with whoever is `host` (a name or an address), by this authority.
  TlsClient(std::uint16_t port, const std::string& authority, const char* host = "127.0.0.1")
      : client_(port), context_(SSL_CTX_new(TLS_client_method())) {
    BIO* memory = BIO_new_mem_buf(authority.data(), static_cast<int>(authority.size()));
    X509* certificate = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), certificate);
    X509_free(certificate);
    BIO_free(memory);
    SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, client_.descriptor());
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_), host) != 1) SSL_set1_host(ssl_, host);
    ERR_clear_error();
    is_open_ = SSL_connect(ssl_) == 1;
    why_ = ERR_GET_REASON(ERR_peek_error());
  }
  ~TlsClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }
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
  std::string hear_until(std::string_view last) {
    std::string heard;
    while (heard.find(last) == heard.npos && hear_more(heard)) {
    }
    return heard;
  }
  std::string hear_all() {
    std::string heard;
    while (hear_more(heard)) {
    }
    return heard;
  }

 private:
  bool hear_more(std::string& heard) {
    char bytes[16 * 1024];
    ERR_clear_error();
    const int got = SSL_read(ssl_, bytes, sizeof bytes);
    if (got > 0) heard.append(bytes, static_cast<std::size_t>(got));
    if (got <= 0) why_ = ERR_GET_REASON(ERR_peek_error());
    return got > 0;
  }

  RawClient client_;
  SSL_CTX* context_;
  SSL* ssl_ = nullptr;
  bool is_open_ = false;
  int why_ = 0;
};

}  // namespace squall
