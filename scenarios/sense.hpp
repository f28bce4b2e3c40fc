// Refuses what is well written but could never be: rules that can never act, and settings that a
// fault cannot heed.
#pragma once

#include "scenarios/scenario.hpp"
#include "scenarios/shape.hpp"

namespace squall {

// Judges the rules by what their faults reach (`Word::reach`), by the workload's classes, and by
// each other. `yaml` is the whole file. Throws BadInput at the key to blame.
//
// A call is taken to ask for any model of its class, the fallbacks too, and for nothing the class
// does not say; headers and endpoints are the stack's own and never count against a rule.
void require_sense(const Scenario& scenario, const Yaml& yaml, const Vocabulary& words);

// How many calls the run is expected to make. The rate's own bounds keep it within 64 bits.
std::uint64_t calls_of(const Scenario& scenario);
// More than it ever makes: twice as many and some more, where chance has a say.
std::uint64_t most_calls_of(const Scenario& scenario);

// What of it an editor can know: conditions on a rule that names one fault.
std::vector<Json> reach_schemas(const Vocabulary& words);

}  // namespace squall
