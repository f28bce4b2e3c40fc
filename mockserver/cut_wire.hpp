// A wire that ends after so many bytes, in the middle of whatever is being said.
#pragma once

#include <cstdint>
#include <memory>

#include "scenarios/wire.hpp"

namespace squall {

// `bytes` go out, then the wire closes by itself and every further send fails.
std::unique_ptr<Wire> cut_wire(std::unique_ptr<Wire> wire, std::uint64_t bytes);

}  // namespace squall
