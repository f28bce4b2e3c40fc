// Accepts connections on a port and hands them to a service; shuts the port when the scenario does.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "mockserver/door.hpp"
#include "mockserver/service.hpp"

namespace squall {

class Server {
 public:
  // Listens at once; throws BadInput when the address is taken or is none. Port 0 means any.
  struct Address {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    const Platform* platform = nullptr;  // whose connection faults it meets; null for all
  };
  Server(net::any_io_executor executor, Service& service, const Address& address);

  std::uint16_t port() const { return endpoint_.port(); }
  net::ip::tcp::endpoint endpoint() const { return endpoint_; }

  // Accepts until `stop`. What the service throws is a bug and ends the program.
  void start();
  void stop();
  // Scenario time has been moved: the door may have to be opened or shut at once.
  void look() { keeper_.look(); }

 private:
  void set_door(const Greeting& greeting);
  void open_queue();
  void fill_queue();
  bool takes_filler(const net::ip::tcp::socket& socket);
  net::awaitable<void> accept_connections();
  net::awaitable<void> sweep_now_and_then();

  net::any_io_executor executor_;
  Service& service_;
  const Platform* platform_;
  net::ip::tcp::endpoint endpoint_;
  // Bound and never listening: it keeps the port while nobody listens there.
  net::ip::tcp::socket reserved_;
  net::ip::tcp::acceptor acceptor_;
  // Connections of our own that fill the queue of a port that is unreachable. Each stays open until
  // it is accepted, so that nobody else can come from its endpoint and be taken for it.
  std::vector<net::ip::tcp::socket> fillers_;
  Door door_ = Door::open;
  net::steady_timer door_news_;
  net::steady_timer sweep_;
  DoorKeeper keeper_;
  bool stopped_ = false;
};

}  // namespace squall
