// Rules that look at one C++ file as code, without its comments and literals.
#pragma once

#include "tests/tidy/repository.hpp"

namespace squall {

// Clocks, sleeps, dice and detached coroutines stand in the few files that are their home.
Complaints calls_nothing_banned(const std::string& path, std::string_view text);

// Headers bring no namespace into the files that include them.
Complaints opens_no_namespace(const std::string& path, std::string_view text);

}  // namespace squall
