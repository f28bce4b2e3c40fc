// Accepts, spawns one coroutine for each connection, and keeps going whatever clients do.
#include "mockserver/server.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

#include "mockserver/tcp_wire.hpp"
#include "scenarios/bad_input.hpp"
#include "scenarios/rethrow.hpp"

namespace squall {
namespace {

using net::ip::tcp;
constexpr auto as_result = net::as_tuple(net::use_awaitable);

net::awaitable<void> pause(net::any_io_executor executor, std::chrono::milliseconds lasting) {
  net::steady_timer timer(executor, lasting);
  const auto [ec] = co_await timer.async_wait(as_result);
  static_cast<void>(ec);
}

tcp::endpoint endpoint_of(const Server::Address& address) {
  error_code ec;
  const auto ip = net::ip::make_address(address.host, ec);
  if (ec)
    throw BadInput("--host: expected an IP address such as 127.0.0.1, got \"" + address.host +
                   "\"");
  return {ip, address.port};
}

void require_port(error_code ec, const tcp::endpoint& endpoint) {
  if (ec)
    throw BadInput("cannot listen on " + endpoint.address().to_string() + ":" +
                   std::to_string(endpoint.port()) + ": " + ec.message() +
                   "; choose another --port, or 0 for any free one");
}

// A program started meanwhile (a stack's driver) would keep the port listening after we stopped.
void keep_from_children(int socket) { ::fcntl(socket, F_SETFD, FD_CLOEXEC); }

// Linux lets several sockets be bound to one port as long as none of those that are there listens
// and all of them may share it; so this one must be first, and stays.
tcp::socket keep_port(const net::any_io_executor& executor, const tcp::endpoint& endpoint) {
  tcp::socket socket(executor);
  error_code ec;
  socket.open(endpoint.protocol(), ec);
  if (!ec) keep_from_children(socket.native_handle());
  if (!ec) socket.set_option(net::socket_base::reuse_address(true), ec);
  if (!ec) socket.bind(endpoint, ec);
  require_port(ec, endpoint);
  return socket;
}

tcp::acceptor listen(const net::any_io_executor& executor, const tcp::endpoint& endpoint) {
  error_code ec;
  tcp::acceptor acceptor(executor);
  acceptor.open(endpoint.protocol(), ec);
  if (!ec) keep_from_children(acceptor.native_handle());
  if (!ec) acceptor.set_option(net::socket_base::reuse_address(true), ec);
  if (!ec) acceptor.bind(endpoint, ec);
  if (!ec) acceptor.listen(net::socket_base::max_listen_connections, ec);
  require_port(ec, endpoint);
  return acceptor;
}

}  // namespace

Server::Server(net::any_io_executor executor, Service& service, const Address& address)
    : executor_(std::move(executor)),
      service_(service),
      platform_(address.platform),
      reserved_(keep_port(executor_, endpoint_of(address))),
      acceptor_(listen(executor_, reserved_.local_endpoint())),
      door_news_(executor_, net::steady_timer::time_point::max()),
      sweep_(executor_),
      keeper_(service.plan(), service.clock(), service.journal(), platform_,
              [this](const Greeting& greeting) { set_door(greeting); }) {
  endpoint_ = acceptor_.local_endpoint();
}

void Server::start() {
  keeper_.start();
  net::co_spawn(executor_, keeper_.keep(), &rethrow);
  net::co_spawn(executor_, accept_connections(), &rethrow);
  net::co_spawn(executor_, sweep_now_and_then(), &rethrow);
}

void Server::stop() {
  stopped_ = true;
  keeper_.stop();
  error_code ec;
  acceptor_.close(ec);
  fillers_.clear();
  door_news_.cancel();
  sweep_.cancel();
  service_.close_all();
}

void Server::set_door(const Greeting& greeting) {
  const Door before = std::exchange(door_, greeting.door);
  error_code ec;
  if (door_ == Door::refused) {
    acceptor_.close(ec);
    fillers_.clear();
  } else if (door_ != Door::unreachable) {
    open_queue();
  } else if (before != Door::unreachable) {
    fill_queue();
  }
  if (door_ != Door::open && acceptor_.is_open()) acceptor_.cancel(ec);
  if (greeting.resets_open) service_.reset_all(platform_);
  door_news_.cancel();
}

// The queue takes everyone. A filler that has not got in by now is of no use any more.
void Server::open_queue() {
  std::erase_if(fillers_, [](const tcp::socket& filler) {
    error_code not_connected;
    filler.remote_endpoint(not_connected);
    return bool(not_connected);
  });
  error_code ec;
  if (acceptor_.is_open())
    acceptor_.listen(net::socket_base::max_listen_connections, ec);
  else
    acceptor_ = listen(executor_, endpoint_);
}

// A backlog of 0 holds one connection. Linux drops every SYN that comes while the queue is full,
// which whoever already waits may have made it: so the filler must not wait for its own handshake,
// as Asio's `connect` does even on a socket that does not block.
void Server::fill_queue() {
  error_code ec;
  if (!acceptor_.is_open()) acceptor_ = listen(executor_, endpoint_);
  acceptor_.listen(0, ec);
  tcp::socket& filler = fillers_.emplace_back(executor_);
  filler.open(endpoint_.protocol(), ec);
  filler.non_blocking(true, ec);
  ::connect(filler.native_handle(), endpoint_.data(), static_cast<socklen_t>(endpoint_.size()));
}

// Whether this is the server's end of a filler, whose work is then done.
bool Server::takes_filler(const tcp::socket& socket) {
  error_code ec;
  const tcp::endpoint from = socket.remote_endpoint(ec);
  if (ec) return false;
  const auto came_from = [&from](const tcp::socket& filler) {
    error_code closed;
    return filler.local_endpoint(closed) == from;
  };
  return std::erase_if(fillers_, came_from) > 0;
}

net::awaitable<void> Server::accept_connections() {
  while (!stopped_) {
    if (door_ != Door::open) {
      const auto [news] = co_await door_news_.async_wait(as_result);
      static_cast<void>(news);
      continue;
    }
    tcp::socket socket(executor_);
    const auto [ec] = co_await acceptor_.async_accept(socket, as_result);
    if (!ec && takes_filler(socket)) continue;
    if (!ec) {
      net::co_spawn(executor_, service_.serve(tcp_wire(std::move(socket)), platform_), &rethrow);
    } else if (!stopped_ && door_ == Door::open && ec != net::error::operation_aborted) {
      // Out of descriptors, most likely: some will come back.
      co_await pause(executor_, std::chrono::milliseconds(10));
    }
  }
}

net::awaitable<void> Server::sweep_now_and_then() {
  while (!stopped_) {
    constexpr auto between = std::chrono::milliseconds(500);
    sweep_.expires_after(between);
    const auto [ec] = co_await sweep_.async_wait(as_result);
    if (!ec) service_.sweep(between, platform_);
  }
}

}  // namespace squall
