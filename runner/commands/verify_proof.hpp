// Proves that a scenario does what it says, rule by rule.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runner/commands/verify_probing.hpp"

namespace squall {

// What one rule was seen to do. `probes` are the attempts (or connections) that it is about.
// `throws` are the throws of its dice that were held against the plan: attempts may share one, and
// none is counted where load or the connection had a say. `expected` is the sum of their chances.
struct RuleProof {
  std::string rule;
  Meeting meeting = Meeting::attempt;
  TimeWindow window;                                        // within the run
  std::vector<std::pair<std::string, std::size_t>> faults;  // and how often each acted
  std::size_t probes = 0, fired = 0, throws = 0;
  double expected = 0;
  std::optional<Instant> first, last;  // when it fired
  std::uint64_t bytes = 0;             // of answers on which it acted, compared
  std::vector<std::string> findings;   // what does not hold; none when all does
};

struct Proof {
  std::string scenario;
  std::uint64_t seed = 0;
  std::size_t probes = 0, healthy = 0;  // requests; of them those that no rule touched
  std::uint64_t bytes = 0;              // compared, all together
  std::vector<RuleProof> rules;         // in the order of the scenario
  std::vector<std::string> findings;    // about what no rule touched

  bool held() const;
};

// The same arguments always give the same proof. Rules that offered load decides are driven by the
// scenario's own workload and the naive stack; their bytes cannot be planned beforehand.
Proof verify(const Scenario& scenario, std::uint64_t seed, const Subject& subject = {});

}  // namespace squall
