// Verifies rules that offered load decides, by the load that the scenario itself offers.
#pragma once

#include <vector>

#include "runner/commands/verify_proof.hpp"

namespace squall {

// Runs the scenario's workload with the naive stack, once, if any of these rules is about load, and
// fills in what those did: they must fire, within their windows, and what they refuse must be a
// whole refusal. Other rules are left alone.
void verify_by_workload(const Scenario& scenario, std::uint64_t seed,
                        std::vector<RuleProof>& rules);

}  // namespace squall
