// The one exception for what a person wrote wrongly: a scenario, a flag, a stack file.
#pragma once

#include <stdexcept>
#include <string_view>

#include "scenarios/text.hpp"

namespace squall {

// The message is complete as it stands: place, what was expected, what was found, the way out.
// Caught in `main` only, which prints it and exits with 3.
// It quotes what strangers wrote and goes to a terminal, so it carries no control characters.
struct BadInput : std::runtime_error {
  explicit BadInput(std::string_view message)
      : std::runtime_error(without_control_characters(message)) {}
};

}  // namespace squall
