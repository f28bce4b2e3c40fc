// What becomes of an exception that escapes a coroutine: it ends the program with its message.
#pragma once

#include <exception>

namespace squall {

// For co_spawn. Whatever runs the executor throws it on.
inline void rethrow(std::exception_ptr exception) {
  if (exception) std::rethrow_exception(exception);
}

}  // namespace squall
