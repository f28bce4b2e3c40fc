// OpenSSL between two memory buffers; the wire below carries what they hold.
#include "mockserver/tls_wire.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>

#include <array>
#include <exception>
#include <stdexcept>
#include <vector>

#include "scenarios/bad_input.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/tls_error.hpp"

namespace squall {
namespace {

// What a goodbye still needs when the wire itself is gone.
struct Session {
  Session(std::unique_ptr<Wire> below_, ssl_ctx_st* context)
      : below(std::move(below_)), ssl(SSL_new(context)) {
    if (ssl == nullptr) throw std::runtime_error("OpenSSL cannot begin a connection");
    SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));  // which it then owns
    SSL_set_mode(ssl, SSL_MODE_AUTO_RETRY);
  }
  ~Session() { SSL_free(ssl); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void take(std::string_view bytes) {
    BIO_write(SSL_get_rbio(ssl), bytes.data(), static_cast<int>(bytes.size()));
  }
  std::string give() {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(SSL_get_wbio(ssl), &bytes);
    std::string out(bytes, static_cast<std::size_t>(size));
    BIO_reset(SSL_get_wbio(ssl));
    return out;
  }

  std::unique_ptr<Wire> below;
  SSL* ssl;
  bool broken = false;   // OpenSSL must not be asked for anything more
  bool sending = false;  // bytes are on their way, so that none may get in between
};

net::awaitable<error_code> flush(std::shared_ptr<Session> session) {
  const std::string out = session->give();
  if (out.empty()) co_return error_code{};
  session->sending = true;
  const error_code ec = co_await session->below->send(out);
  session->sending = false;
  co_return ec;
}

net::awaitable<void> say_goodbye(std::shared_ptr<Session> session) {
  const error_code ec = co_await flush(session);
  static_cast<void>(ec);
  session->below->close();
}

// Why a handshake failed, for the one who began it.
error_code why_failed(SSL* ssl) {
  const unsigned long error = ERR_peek_error();
  ERR_clear_error();
  switch (SSL_get_verify_result(ssl)) {
    case X509_V_OK:
      break;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return TlsError::certificate_expired;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return TlsError::certificate_of_another_host;
    default:
      return TlsError::certificate_untrusted;
  }
  return ERR_GET_REASON(error) == SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE ? TlsError::handshake_failed
                                                                      : TlsError::broken;
}

class TlsWire : public Wire {
 public:
  TlsWire(std::shared_ptr<Session> session, net::any_io_executor executor, bool says_goodbye)
      : session_(std::move(session)), executor_(std::move(executor)), says_goodbye_(says_goodbye) {}
  // A goodbye that the peer does not take must not keep the connection open for ever.
  ~TlsWire() override { session_->below->unwatch(); }

  net::awaitable<error_code> shake_hands() {
    while (true) {
      ERR_clear_error();
      const int done = SSL_do_handshake(session_->ssl);
      const int why = SSL_get_error(session_->ssl, done);
      const error_code failed =
          done == 1 || why == SSL_ERROR_WANT_READ ? error_code{} : why_failed(session_->ssl);
      session_->broken = bool(failed);
      const error_code sent = co_await flush(session_);
      if (failed || sent || done == 1) co_return failed ? failed : sent;
      const Received received = co_await session_->below->receive();
      if (received.ec) co_return received.ec;
      session_->take(received.bytes);
    }
  }

  net::awaitable<Received> receive() override {
    while (true) {
      ERR_clear_error();
      const int size = static_cast<int>(buffer_.size());
      const int read = SSL_read(session_->ssl, buffer_.data(), size);
      const int why = SSL_get_error(session_->ssl, read);
      const bool waits = why == SSL_ERROR_WANT_READ;
      session_->broken = read <= 0 && !waits && why != SSL_ERROR_ZERO_RETURN;
      const error_code sent = co_await flush(session_);
      if (read > 0)
        co_return Received{std::string_view(buffer_.data(), static_cast<std::size_t>(read)), {}};
      if (why == SSL_ERROR_ZERO_RETURN) co_return Received{{}, net::error::eof};
      if (session_->broken) co_return Received{{}, TlsError::broken};
      if (sent) co_return Received{{}, sent};
      const Received received = co_await session_->below->receive();
      if (received.ec == net::error::eof) co_return Received{{}, TlsError::truncated};
      if (received.ec) co_return received;
      session_->take(received.bytes);
    }
  }

  net::awaitable<error_code> send(std::string_view bytes) override {
    if (bytes.empty()) co_return error_code{};
    ERR_clear_error();
    const int written = SSL_write(session_->ssl, bytes.data(), static_cast<int>(bytes.size()));
    if (written <= 0) {
      session_->broken = true;
      co_return net::error::broken_pipe;
    }
    const error_code ec = co_await flush(session_);
    co_return ec;
  }

  void watch(std::function<void()> gone) override { session_->below->watch(std::move(gone)); }
  void unwatch() override { session_->below->unwatch(); }

  void close() override {
    if (std::exchange(closed_, true)) return;
    const bool can_say = says_goodbye_ && !session_->broken && !session_->sending &&
                         SSL_is_init_finished(session_->ssl);
    if (!can_say) return session_->below->close();
    SSL_shutdown(session_->ssl);
    net::co_spawn(executor_, say_goodbye(session_), &rethrow);
  }
  void reset() override {
    closed_ = true;
    session_->below->reset();
  }

 private:
  std::shared_ptr<Session> session_;
  net::any_io_executor executor_;
  bool says_goodbye_, closed_ = false;
  std::vector<char> buffer_ = std::vector<char>(16 * 1024);
};

// Answers a ClientHello with the alert that ends it.
class AlertWire : public Wire {
 public:
  explicit AlertWire(std::unique_ptr<Wire> wire) : wire_(std::move(wire)) {}

  net::awaitable<Received> receive() override {
    const Received hello = co_await wire_->receive();
    if (hello.ec) co_return hello;
    // An alert record of TLS 1.2 (and 1.3): fatal (2), handshake_failure (40). RFC 8446, 5.1 and 6.
    static constexpr char bytes[] = {0x15, 3, 3, 0, 2, 2, 40};
    const std::string_view alert(bytes, sizeof bytes);
    const error_code ec = co_await wire_->send(alert);
    static_cast<void>(ec);
    wire_->close();
    co_return Received{{}, TlsError::handshake_failed};
  }
  net::awaitable<error_code> send(std::string_view) override { co_return net::error::broken_pipe; }
  void watch(std::function<void()> gone) override { wire_->watch(std::move(gone)); }
  void unwatch() override { wire_->unwatch(); }
  void close() override { wire_->close(); }
  void reset() override { wire_->reset(); }

 private:
  std::unique_ptr<Wire> wire_;
};

net::awaitable<Dialled> dial_over(Dial dial, net::any_io_executor executor, ssl_ctx_st* context,
                                  std::string address) {
  Dialled dialled = co_await dial();
  if (dialled.ec) co_return dialled;
  auto session = std::make_shared<Session>(std::move(dialled.wire), context);
  X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session->ssl), address.c_str());
  SSL_set_connect_state(session->ssl);
  auto wire = std::make_unique<TlsWire>(std::move(session), std::move(executor), true);
  const error_code ec = co_await wire->shake_hands();
  if (ec) co_return Dialled{nullptr, ec};
  co_return Dialled{std::move(wire), {}};
}

}  // namespace

std::unique_ptr<Wire> tls_server_wire(std::unique_ptr<Wire> wire, net::any_io_executor executor,
                                      const Certificates& certificates, const Greeting& greeting) {
  if (greeting.handshake == Handshake::alert) return std::make_unique<AlertWire>(std::move(wire));
  auto session =
      std::make_shared<Session>(std::move(wire), certificates.context(greeting.handshake));
  SSL_set_accept_state(session->ssl);
  return std::make_unique<TlsWire>(std::move(session), std::move(executor), !greeting.cut_after);
}

TlsTrust::TlsTrust(const std::string& authority) : context_(SSL_CTX_new(TLS_client_method())) {
  BIO* memory = BIO_new_mem_buf(authority.data(), static_cast<int>(authority.size()));
  X509* certificate = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
  BIO_free(memory);
  ERR_clear_error();
  if (certificate == nullptr) throw BadInput("expected an authority's certificate as PEM");
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), certificate);
  X509_free(certificate);
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
}

Dial tls_dial(Dial dial, net::any_io_executor executor, const TlsTrust& trust,
              std::string address) {
  return [dial = std::move(dial), executor = std::move(executor), context = trust.context(),
          address = std::move(address)] { return dial_over(dial, executor, context, address); };
}

}  // namespace squall
