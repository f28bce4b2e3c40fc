// The wire over TCP.
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>

#include "scenarios/wire.hpp"

namespace squall {

// Takes a connected socket. Small writes are sent at once (no Nagle): an event is a segment. After
// `close` the peer is read, and not listened to, until it closes too, for up to 2 s of real time.
// Whoever watches learns of an end made on this side too.
std::unique_ptr<Wire> tcp_wire(net::ip::tcp::socket socket);

// Opens connections to one endpoint; `executor` runs them.
Dial tcp_dial(net::any_io_executor executor, net::ip::tcp::endpoint endpoint);

}  // namespace squall
