// Rules about which files there are, and which of them name each other.
#pragma once

#include "tests/tidy/repository.hpp"

namespace squall {

// Every fault, platform, check, format and command stands in its folder's catalog.cpp under the
// name of its file.
Complaints lists_everything(const Repository& repository);

// The folder of every test is named in tests/CMakeLists.txt.
Complaints builds_every_test(const Repository& repository);

// Every folder of a stack says how it is started and set up, and the stacks' README names it.
Complaints describes_every_stack(const Repository& repository);

// The top level holds what it has always held.
Complaints keeps_the_top_level(const Repository& repository);

// Links in Markdown lead to files or folders that are there.
Complaints links_to_what_is_there(const Repository& repository);

}  // namespace squall
