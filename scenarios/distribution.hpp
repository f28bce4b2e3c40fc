// Draws amounts from a scenario's distributions.
#pragma once

#include "scenarios/random.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// One non-negative amount, in the distribution's own unit. Uses at most two draws of `random`.
double draw(const Distribution& distribution, Random& random);

}  // namespace squall
