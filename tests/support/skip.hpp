// What a test does that lacks something from outside the repository: an SDK, a runtime.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace squall {

// SQUALL_ALLOW_SKIP=0, as in continuous integration, makes every such skip a failure.
inline bool may_skip() {
  const char* allowed = std::getenv("SQUALL_ALLOW_SKIP");
  return allowed == nullptr || std::string_view(allowed) != "0";
}

// Ends the test as skipped, or as failed where nothing may be skipped, with the reason on one line.
// It ends the caller only when that returns: `return skip_or_fail(...)`.
inline void skip_or_fail(const std::string& reason) {
  if (!may_skip()) FAIL() << reason << " (SQUALL_ALLOW_SKIP=0)";
  GTEST_SKIP() << reason;
}

}  // namespace squall
