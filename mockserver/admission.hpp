// What load decided about an attempt, and what that makes of its answer: pure.
#pragma once

#include <optional>
#include <utility>

#include "mockserver/platform.hpp"
#include "scenarios/load_model.hpp"

namespace squall {

// Nothing, unless told otherwise.
struct Admission {
  std::optional<Decision> refusal;
  Ratio slowness{1, 1};                 // the answer takes this many times its time
  Duration waited{};                    // before it was admitted or given up
  std::optional<LimitStates> limits{};  // what the client is told is left
};

// In the platform's words. Advises the decision's wait in whole seconds, rounded up, so that who
// obeys is never early; or nothing.
Reply refused_by_load(const Platform& platform, const Decision& decision, const Question& question,
                      const Occasion& occasion);

// How long a paced script takes, and how many tokens it says.
std::pair<Duration, std::uint64_t> work_of(const Script& script);

// Slows a paced reply down and tells what is left of the limits. Errors of the server tell of none.
void apply_admission(const Platform& platform, const Admission& admission, const Occasion& occasion,
                     Reply& reply);

}  // namespace squall
