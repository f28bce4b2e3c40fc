// Makes an authority and its leaves with OpenSSL.
#include "mockserver/certificates.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cassert>
#include <stdexcept>

namespace squall {
namespace {

template <class T, void (*Free)(T*)>
struct Freeing {
  void operator()(T* one) const { Free(one); }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY, &EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509, &X509_free>>;

void require(bool succeeded, const char* what) {
  if (!succeeded) throw std::runtime_error(std::string("OpenSSL cannot ") + what);
}

Key make_key() {
  Key key(EVP_EC_gen("P-256"));
  require(key != nullptr, "make a key");
  return key;
}

struct Wanted {
  const char* name;
  const char* names;  // subjectAltName; null for an authority
  const char *from, *until;
};
constexpr const char* from_2000 = "20000101000000Z";
constexpr const char* until_2100 = "21000101000000Z";
constexpr Wanted authority_wanted{"squall's own authority", nullptr, from_2000, until_2100};
// In the order of Handshake, without `alert`.
constexpr const char* this_host = "DNS:localhost,IP:127.0.0.1,IP:::1";
constexpr std::array leaves_wanted{
    Wanted{"localhost", this_host, from_2000, until_2100},
    Wanted{"localhost", this_host, "19990101000000Z", "20000201000000Z"},
    Wanted{"elsewhere.invalid", "DNS:elsewhere.invalid", from_2000, until_2100}};

void add_extension(X509* certificate, X509* issuer, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
  require(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1,
          "extend a certificate");
  X509_EXTENSION_free(extension);
}

// Signed by the issuer, or by itself when there is none. Strict clients (Python 3.13) want both key
// identifiers.
Certificate make_certificate(const Wanted& wanted, EVP_PKEY* key, long serial, X509* issuer,
                             EVP_PKEY* issuer_key) {
  Certificate made(X509_new());
  X509* certificate = made.get();
  X509* signer = issuer == nullptr ? certificate : issuer;
  require(certificate != nullptr && X509_set_version(certificate, 2) == 1, "begin a certificate");
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
  ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), wanted.from);
  ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), wanted.until);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(wanted.name), -1, -1, 0);
  X509_set_issuer_name(certificate, X509_get_subject_name(signer));
  X509_set_pubkey(certificate, key);
  const bool is_authority = wanted.names == nullptr;
  add_extension(certificate, signer, NID_basic_constraints,
                is_authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  add_extension(certificate, signer, NID_key_usage,
                is_authority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
  add_extension(certificate, signer, NID_subject_key_identifier, "hash");
  add_extension(certificate, signer, NID_authority_key_identifier, "keyid:always");
  if (!is_authority) {
    add_extension(certificate, signer, NID_ext_key_usage, "serverAuth");
    add_extension(certificate, signer, NID_subject_alt_name, wanted.names);
  }
  require(X509_sign(certificate, issuer_key, EVP_sha256()) > 0, "sign a certificate");
  return made;
}

std::string pem_of(X509* certificate) {
  BIO* memory = BIO_new(BIO_s_mem());
  require(memory != nullptr && PEM_write_bio_X509(memory, certificate) == 1, "write a certificate");
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory, &bytes);
  std::string pem(bytes, static_cast<std::size_t>(size));
  BIO_free(memory);
  return pem;
}

std::size_t index_of(Handshake kind) {
  assert(kind != Handshake::alert);
  if (kind == Handshake::sound) return 0;
  return kind == Handshake::expired_certificate ? 1 : 2;
}

}  // namespace

void FreeContext::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

Certificates::Certificates() {
  const Key authority_key = make_key();
  const Certificate authority =
      make_certificate(authority_wanted, authority_key.get(), 1, nullptr, authority_key.get());
  authority_ = pem_of(authority.get());
  for (std::size_t i = 0; i < leaves_wanted.size(); ++i) {
    const Key key = make_key();
    const Certificate leaf = make_certificate(leaves_wanted[i], key.get(), static_cast<long>(i) + 2,
                                              authority.get(), authority_key.get());
    TlsContext& context = contexts_[i];
    context.reset(SSL_CTX_new(TLS_server_method()));
    require(context != nullptr && SSL_CTX_use_certificate(context.get(), leaf.get()) == 1 &&
                SSL_CTX_use_PrivateKey(context.get(), key.get()) == 1,
            "use a certificate");
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    // Tickets are given out, as real servers do, but never honoured: a resumed session would show
    // no certificate.
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET);
  }
}

ssl_ctx_st* Certificates::context(Handshake kind) const { return contexts_[index_of(kind)].get(); }

}  // namespace squall
