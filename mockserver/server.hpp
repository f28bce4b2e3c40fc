// Accepts connections on a port and hands them to a service.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <string>

#include "mockserver/service.hpp"

namespace squall {

class Server {
 public:
  // Listens at once; throws BadInput when the address is taken or is none. Port 0 means any.
  struct Address {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
  };
  Server(net::any_io_executor executor, Service& service, const Address& address);

  std::uint16_t port() const { return port_; }
  net::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

  // Accepts until `stop`. What the service throws is a bug and ends the program.
  void start();
  void stop();

 private:
  net::awaitable<void> accept_connections();
  net::awaitable<void> sweep_now_and_then();

  net::any_io_executor executor_;
  Service& service_;
  net::ip::tcp::acceptor acceptor_;
  std::uint16_t port_ = 0;
};

// For co_spawn: an exception that escapes a coroutine ends the program with its message.
void rethrow(std::exception_ptr exception);

}  // namespace squall
