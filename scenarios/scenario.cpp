// The few questions that the plan answers by itself.
#include "scenarios/scenario.hpp"

namespace squall {

Evidence evidence_of(const EvidenceMarks& marks, std::string_view key) {
  Evidence found = Evidence::assumed;
  for (const auto& [marked, evidence] : marks) {
    if (marked == key) return evidence;
    if (marked == "*") found = evidence;
  }
  return found;
}

}  // namespace squall
