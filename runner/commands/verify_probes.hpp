// Which requests a scenario is probed with, and when: pure, the same for the same scenario.
#pragma once

#include <string>
#include <vector>

#include "runner/commands/verify_requests.hpp"

namespace squall {

// One call: asked at this moment, and again as often as it says, on the same connection while that
// is kept.
struct Probe {
  Instant at{};
  Asking asking;
  std::string call;
  unsigned attempts = 1;
};

// How a rule's faults are met: at the door, in an answer, or by what everybody asks for together.
enum class Meeting : unsigned char { connection, attempt, load };
Meeting meeting_of(const Rule& rule);

// The part of the rule's window that lies in the run; empty (from == to) when none does.
TimeWindow window_in_run(const Scenario& scenario, const Rule& rule);

// For each rule evenly over its window, with its edges and a margin on both sides, so many that
// each of its faults should act a dozen times; besides, the usual requests over the whole run. In
// order of time. Rules of load are left to the workload.
std::vector<Probe> plan_probes(const Scenario& scenario);

}  // namespace squall
