// Gives an answer the tempo of a healthy provider.
#pragma once

#include "mockserver/script.hpp"
#include "scenarios/random.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// Inserts the wait for the first token before everything else, and before each later delta the time
// its tokens take; a whole body waits for all of its tokens. A script without tokens is left alone.
void pace(Script& script, const Pace& pace, Random& random);

}  // namespace squall
