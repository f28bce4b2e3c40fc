// A whole run in memory, on virtual time: the real server, a built-in stack, no sockets.
#pragma once

#include <cstdint>

#include "runner/reference/reference.hpp"
#include "scenarios/history.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// Hours of a scenario in well under a second. The same arguments give the same history, event by
// event.
History simulate(const Scenario& scenario, std::uint64_t seed, const Care& care);

// Tells the events to a journal instead, one by one: a history of millions of calls takes
// gigabytes.
void simulate(const Scenario& scenario, std::uint64_t seed, const Care& care, Journal& journal);

}  // namespace squall
