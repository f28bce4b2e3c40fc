// Accepts, spawns one coroutine for each connection, and keeps going whatever clients do.
#include "mockserver/server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "mockserver/tcp_wire.hpp"
#include "scenarios/bad_input.hpp"

namespace squall {
namespace {

using net::ip::tcp;
constexpr auto as_result = net::as_tuple(net::use_awaitable);

net::awaitable<void> pause(net::any_io_executor executor, std::chrono::milliseconds lasting) {
  net::steady_timer timer(executor, lasting);
  const auto [ec] = co_await timer.async_wait(as_result);
  static_cast<void>(ec);
}

tcp::acceptor listen(const net::any_io_executor& executor, const Server::Address& address) {
  error_code ec;
  const auto ip = net::ip::make_address(address.host, ec);
  if (ec)
    throw BadInput("--host: expected an IP address such as 127.0.0.1, got \"" + address.host +
                   "\"");
  const tcp::endpoint endpoint(ip, address.port);
  tcp::acceptor acceptor(executor);
  acceptor.open(endpoint.protocol(), ec);
  if (!ec) acceptor.set_option(net::socket_base::reuse_address(true), ec);
  if (!ec) acceptor.bind(endpoint, ec);
  if (!ec) acceptor.listen(net::socket_base::max_listen_connections, ec);
  if (ec)
    throw BadInput("cannot listen on " + address.host + ":" + std::to_string(address.port) + ": " +
                   ec.message() + "; choose another --port, or 0 for any free one");
  return acceptor;
}

}  // namespace

void rethrow(std::exception_ptr exception) {
  if (exception) std::rethrow_exception(exception);
}

Server::Server(net::any_io_executor executor, Service& service, const Address& address)
    : executor_(std::move(executor)), service_(service), acceptor_(listen(executor_, address)) {
  port_ = acceptor_.local_endpoint().port();
}

void Server::start() {
  net::co_spawn(executor_, accept_connections(), &rethrow);
  net::co_spawn(executor_, sweep_now_and_then(), &rethrow);
}

void Server::stop() {
  error_code ec;
  acceptor_.close(ec);
  service_.close_all();
}

net::awaitable<void> Server::accept_connections() {
  while (acceptor_.is_open()) {
    tcp::socket socket(executor_);
    const auto [ec] = co_await acceptor_.async_accept(socket, as_result);
    if (!ec) {
      net::co_spawn(executor_, service_.serve(tcp_wire(std::move(socket))), &rethrow);
    } else if (acceptor_.is_open()) {
      // Out of descriptors, most likely: some will come back.
      co_await pause(executor_, std::chrono::milliseconds(10));
    }
  }
}

net::awaitable<void> Server::sweep_now_and_then() {
  while (acceptor_.is_open()) {
    constexpr auto between = std::chrono::milliseconds(500);
    co_await pause(executor_, between);
    service_.sweep(between);
  }
}

}  // namespace squall
