// A connection in memory, for whole runs on virtual time.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <utility>

#include "scenarios/wire.hpp"

namespace squall {

// Two ends of one connection. What one sends the other receives, in order and without delay.
std::pair<std::unique_ptr<Wire>, std::unique_ptr<Wire>> pipe_wires(net::any_io_executor executor);

}  // namespace squall
