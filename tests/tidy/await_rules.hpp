// The rule that keeps coroutines away from what GCC 12.2 miscompiles.
#pragma once

#include "tests/tidy/repository.hpp"

namespace squall {

// Each `co_await` stands alone in its statement, its arguments named before. So never two in one
// statement, none in the head of an if, while, switch or for, none in a statement with `?:`, none
// inside braces that hold values, no such braces and no capturing lambda after it, none in a catch
// block; and no capturing lambda is a coroutine. All of these gave double frees or worse.
Complaints awaits_alone(const std::string& path, std::string_view text);

}  // namespace squall
