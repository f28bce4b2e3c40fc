// Turns a scenario's workload into the calls of a run: pure, open loop, the same for every stack.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runner/protocol.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// One thing the application will ask for, and when, whatever happened to the calls before.
struct PlannedCall {
  std::uint64_t ordinal = 0;
  std::string call;  // its name: the ordinal in decimal
  Instant due{};
  std::size_t call_class = 0;  // index into the workload's classes
  std::string model;
  std::string prompt;                // carries the tag by which the server recognises the call
  std::vector<PastMessage> history;  // what was said before the prompt; mostly nothing
};

// All calls that are due before the scenario ends, in order. Arrival times and classes are keyed by
// the seed and the ordinal.
std::vector<PlannedCall> plan_calls(const Scenario& scenario, std::uint64_t seed);

}  // namespace squall
