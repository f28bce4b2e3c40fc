// Sockets: reads, writes, and the three ways a connection can end.
#include "mockserver/tcp_wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <vector>

namespace squall {
namespace {

using net::ip::tcp;
constexpr auto as_result = net::as_tuple(net::use_awaitable);
constexpr std::size_t read_size = 8 * 1024;
// A peer that sends more than this while it is being answered counts as gone: behind so many bytes
// its hang-up could not be seen.
constexpr std::size_t most_pending = 1024 * 1024;
// How much, and for how long (real time), a peer is still read after the end.
constexpr std::size_t most_lingering = 64 * 1024 * 1024;
constexpr std::chrono::seconds longest_lingering{2};

// What a watch's completion handler may still touch after the wire itself is gone.
struct Connection {
  explicit Connection(tcp::socket s) : socket(std::move(s)) {}
  tcp::socket socket;
  std::string pending;  // arrived while nobody was receiving
  std::function<void()> gone;
};

// Tells the watcher, once.
void tell_gone(Connection& connection) {
  if (const auto gone = std::exchange(connection.gone, nullptr)) gone();
}

// Takes what has arrived without waiting. Fails with would_block when nothing has.
error_code take_arrived(tcp::socket& socket, std::string& taken) {
  char bytes[16 * 1024];
  error_code ec;
  socket.non_blocking(true, ec);
  const std::size_t n = socket.read_some(net::buffer(bytes), ec);
  taken.append(bytes, n);
  return ec;
}

bool has_nothing(error_code ec) {
  return ec == net::error::would_block || ec == net::error::try_again;
}

void arm(const std::shared_ptr<Connection>& connection) {
  connection->socket.async_wait(tcp::socket::wait_read, [connection](error_code ec) {
    if (ec || !connection->gone) return;
    ec = take_arrived(connection->socket, connection->pending);
    const bool is_gone = ec && !has_nothing(ec);
    if (is_gone || connection->pending.size() > most_pending)
      tell_gone(*connection);
    else
      arm(connection);
  });
}

// A socket that has said FIN, until its peer has too. If it were closed at once, the kernel would
// answer what still arrives with RST, and the peer could lose the answer it has not read yet
// (RFC 9112, 9.6).
struct Lingering {
  explicit Lingering(tcp::socket s) : socket(std::move(s)), timer(socket.get_executor()) {}
  tcp::socket socket;
  net::steady_timer timer;
  std::size_t taken = 0;

  void end() {
    error_code ec;
    timer.cancel();
    socket.close(ec);
  }
};

void read_on(const std::shared_ptr<Lingering>& lingering) {
  lingering->socket.async_wait(tcp::socket::wait_read, [lingering](error_code ec) {
    std::string unread;
    if (!ec) ec = take_arrived(lingering->socket, unread);
    lingering->taken += unread.size();
    const bool over = ec && !has_nothing(ec);
    if (over || lingering->taken > most_lingering)
      lingering->end();
    else
      read_on(lingering);
  });
}

void linger(tcp::socket socket) {
  const auto lingering = std::make_shared<Lingering>(std::move(socket));
  lingering->timer.expires_after(longest_lingering);
  lingering->timer.async_wait([lingering](error_code ec) {
    if (!ec) lingering->end();
  });
  read_on(lingering);
}

class TcpWire : public Wire {
 public:
  explicit TcpWire(tcp::socket socket)
      : connection_(std::make_shared<Connection>(std::move(socket))) {
    error_code ec;
    connection_->socket.set_option(tcp::no_delay(true), ec);
    connection_->socket.non_blocking(true, ec);
  }
  ~TcpWire() override {
    connection_->gone = nullptr;
    error_code ec;
    connection_->socket.close(ec);
  }

  net::awaitable<Received> receive() override {
    if (!connection_->pending.empty()) {
      taken_ = std::exchange(connection_->pending, {});
      co_return Received{taken_, {}};
    }
    if (buffer_.empty()) buffer_.resize(read_size);
    const auto space = net::buffer(buffer_);
    const auto [ec, n] = co_await connection_->socket.async_read_some(space, as_result);
    co_return Received{std::string_view(buffer_.data(), n), ec};
  }

  // Most sends fit into the socket's buffer at once; only the others need to wait for it.
  net::awaitable<error_code> send(std::string_view bytes) override {
    error_code at_once;
    const std::size_t taken = connection_->socket.write_some(net::buffer(bytes), at_once);
    const bool full = at_once == net::error::would_block || at_once == net::error::try_again;
    if (!full && (at_once || taken == bytes.size())) co_return at_once;
    const auto rest = net::buffer(bytes.substr(full ? 0 : taken));
    const auto [ec, n] = co_await net::async_write(connection_->socket, rest, as_result);
    static_cast<void>(n);
    co_return ec;
  }

  void watch(std::function<void()> gone) override {
    connection_->gone = std::move(gone);
    if (connection_->socket.is_open())
      arm(connection_);
    else
      tell_gone(*connection_);
  }

  void unwatch() override {
    connection_->gone = nullptr;
    error_code ec;
    connection_->socket.cancel(ec);
  }

  void close() override {
    tcp::socket& socket = connection_->socket;
    if (!socket.is_open()) return;
    error_code ec;
    socket.cancel(ec);
    socket.shutdown(tcp::socket::shutdown_send, ec);
    if (ec)
      socket.close(ec);
    else
      linger(std::move(socket));
    tell_gone(*connection_);
  }

  void reset() override {
    error_code ec;
    connection_->socket.set_option(net::socket_base::linger(true, 0), ec);
    connection_->socket.close(ec);
    tell_gone(*connection_);
  }

 private:
  std::shared_ptr<Connection> connection_;
  std::string taken_;
  std::vector<char> buffer_;
};

net::awaitable<Dialled> dial(net::any_io_executor executor, tcp::endpoint endpoint) {
  tcp::socket socket(executor);
  const auto [ec] = co_await socket.async_connect(endpoint, as_result);
  if (ec) co_return Dialled{nullptr, ec};
  co_return Dialled{tcp_wire(std::move(socket)), {}};
}

}  // namespace

std::unique_ptr<Wire> tcp_wire(tcp::socket socket) {
  return std::make_unique<TcpWire>(std::move(socket));
}

Dial tcp_dial(net::any_io_executor executor, tcp::endpoint endpoint) {
  return [executor, endpoint] { return dial(executor, endpoint); };
}

}  // namespace squall
