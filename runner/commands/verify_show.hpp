// Says what was proven: tables and lines for people, JSON for programs.
#pragma once

#include <string>
#include <vector>

#include "reports/style.hpp"
#include "runner/commands/verify_proof.hpp"

namespace squall {

// One proof: a row for each rule. Several: a line for each, and the rows of those that failed.
std::string show(const std::vector<Proof>& proofs, const Style& style);

// An array of proofs. Times are nanoseconds of scenario time.
std::string show_json(const std::vector<Proof>& proofs);

}  // namespace squall
