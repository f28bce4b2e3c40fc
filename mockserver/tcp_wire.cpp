// Sockets: reads, writes, and the three ways a connection can end.
#include "mockserver/tcp_wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <vector>

namespace squall {
namespace {

using net::ip::tcp;
constexpr auto as_result = net::as_tuple(net::use_awaitable);
constexpr std::size_t read_size = 8 * 1024;
// A peer that pipelines more than this while it is being answered is not watched any longer.
constexpr std::size_t most_pending = 64 * 1024;

// What a watch's completion handler may still touch after the wire itself is gone.
struct Connection {
  explicit Connection(tcp::socket s) : socket(std::move(s)) {}
  tcp::socket socket;
  std::string pending;  // arrived while nobody was receiving
  std::function<void()> gone;
};

enum class Peek : std::uint8_t { nothing, bytes, gone };

// Takes what has arrived without waiting.
Peek take_arrived(Connection& connection) {
  char bytes[4096];
  error_code ec;
  connection.socket.non_blocking(true, ec);
  const std::size_t n = connection.socket.read_some(net::buffer(bytes), ec);
  if (ec == net::error::would_block || ec == net::error::try_again) return Peek::nothing;
  if (ec) return Peek::gone;
  connection.pending.append(bytes, n);
  return Peek::bytes;
}

void arm(const std::shared_ptr<Connection>& connection) {
  connection->socket.async_wait(tcp::socket::wait_read, [connection](error_code ec) {
    if (ec || !connection->gone) return;
    if (take_arrived(*connection) == Peek::gone) {
      const auto gone = std::exchange(connection->gone, nullptr);
      gone();
    } else if (connection->pending.size() < most_pending) {
      arm(connection);
    }
  });
}

class TcpWire : public Wire {
 public:
  explicit TcpWire(tcp::socket socket) : connection_(std::make_shared<Connection>(std::move(socket))) {
    error_code ec;
    connection_->socket.set_option(tcp::no_delay(true), ec);
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

  net::awaitable<error_code> send(std::string_view bytes) override {
    const auto whole = net::buffer(bytes);
    const auto [ec, n] = co_await net::async_write(connection_->socket, whole, as_result);
    static_cast<void>(n);
    co_return ec;
  }

  void watch(std::function<void()> gone) override {
    connection_->gone = std::move(gone);
    arm(connection_);
  }

  void unwatch() override {
    connection_->gone = nullptr;
    error_code ec;
    connection_->socket.cancel(ec);
  }

  // Unread bytes would turn the kernel's FIN into an RST, so they are taken first.
  void close() override {
    error_code ec;
    connection_->socket.shutdown(tcp::socket::shutdown_send, ec);
    while (connection_->socket.is_open() && take_arrived(*connection_) == Peek::bytes) {
    }
    connection_->socket.close(ec);
  }

  void reset() override {
    error_code ec;
    connection_->socket.set_option(net::socket_base::linger(true, 0), ec);
    connection_->socket.close(ec);
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
