// The one exception for what a person wrote wrongly: a scenario, a flag, a stack file.
#pragma once

#include <stdexcept>
#include <string>

namespace squall {

// The message is complete as it stands: place, what was expected, what was found, the way out.
// Caught in `main` only, which prints it and exits with 3.
struct BadInput : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace squall
