// The network of a whole run in memory: pipes instead of sockets, with the same connection faults.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "mockserver/door.hpp"
#include "mockserver/service.hpp"
#include "scenarios/virtual_clock.hpp"

namespace squall {

// The one that the workload calls first, to whose port a stack goes; null without a workload.
const Platform* platform_called(const Scenario& scenario);

class SimulatedNetwork {
 public:
  // Everything given must outlive it. Connections go to this platform's port.
  SimulatedNetwork(net::io_context& context, Service& service, const Platform* platform);

  // The port opens, shuts and opens again as the scenario says.
  void start();
  // Nobody dials any more, so the port stays as it is: a wave without an end would keep a clock
  // going for ever.
  void stop() { keeper_.stop(); }

  // As a real one: fails where the port refuses, waits where it cannot be reached, and fails with
  // what a client makes of a bad handshake where the server speaks TLS.
  net::awaitable<Dialled> dial();

 private:
  net::awaitable<void> serve_when_open(std::unique_ptr<Wire> wire);
  net::awaitable<void> wait_for_news();

  net::io_context& context_;
  Service& service_;
  const Platform* port_;
  Door door_ = Door::open;
  net::steady_timer news_;  // cancelled when the door changes
  DoorKeeper keeper_;
};

}  // namespace squall
