// What the judges of rules share: a rule with its place in the file, and the ways it may be asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/sense.hpp"

namespace squall {

// One way in which the workload may ask.
struct Kind {
  const CallClass* calls;
  std::string_view model;
};

// One rule with its place in the file, and the kinds of attempts that it matches.
struct Place {
  const Rule& rule;
  Yaml yaml;
  std::vector<Kind> kinds;

  std::optional<Yaml> where(std::string_view key) const {
    const auto match = yaml.find("where");
    return match ? match->find(key) : std::nullopt;
  }
  // Where the rule names its fault number `choice`.
  Yaml fault(std::size_t choice) const {
    const auto one = yaml.find("fault");
    return one ? *one : *yaml.find("faults")->items()[choice].find("fault");
  }
};

// With what its settings change.
Reach reach_of(const FaultChoice& choice, const Vocabulary& words);

bool fits(const Match& where, const Kind& kind);

// What of a match the workload can be held against.
Match judged_part(const Match& where);

// Each rule must be left something to act on by the others.
void require_room(const std::vector<Place>& places, const Scenario& scenario,
                  const Vocabulary& words);

}  // namespace squall
