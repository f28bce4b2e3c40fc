// Tells a person in a terminal what a scenario will do, before anything runs.
#pragma once

#include <string>

#include "scenarios/scenario.hpp"

namespace squall {

struct ExplainStyle {
  bool colour = false;   // ANSI escape sequences
  unsigned width = 100;  // columns of the terminal; at least 80 are used
  bool ascii = false;    // for terminals without block characters
};

// The heading, the timeline as a table, a picture of the fault shares per model, and what is
// checked. Pure: the same arguments always give the same text.
std::string explain(const Scenario& scenario, const Vocabulary& words, const ExplainStyle& style);

}  // namespace squall
