// Rules about who includes whom.
#pragma once

#include "tests/tidy/repository.hpp"

namespace squall {

// mockserver/, runner/ and reports/ rest on scenarios/ and never on each other; scenarios/ rests on
// nothing. Only runner/main.cpp, runner/commands/ and the tests compose. Own headers are named from
// the root, and are there.
Complaints keeps_to_its_layer(const Repository& repository);

// Files that decide (faults, platforms, checks, formats and some others) reach no socket, no clock
// and no file, not even through a header of ours.
Complaints stays_pure(const Repository& repository);

}  // namespace squall
