// Programs that the warp tests start: run to the end, timed by the real clock of the test.
#pragma once

#include <chrono>
#include <future>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace squall {

/// How a program ended. `lasted` is real time from before its start until after its end.
struct Ended {
  int code = -1;  ///< exit code, or 128 + the signal that ended it
  std::string output;
  std::string errors;
  std::chrono::nanoseconds lasted{};
};

using Environment = std::map<std::string, std::string>;

/// The variables that put a program under time warp, with the run's epochs at this moment unless
/// `is_first`: then the program chooses them itself.
Environment warped(const std::string& speed, bool is_first = false);

/// Runs a program found on PATH, ended by force after `limit` of real time, with `added` to the
/// test's own environment.
Ended run(const std::vector<std::string>& command, const Environment& added,
          std::chrono::seconds limit = std::chrono::seconds(60));

/// The same in the background, so that many programs wait at the same time.
std::future<Ended> start(std::vector<std::string> command, Environment added);

/// Whether PATH holds a program of this name.
bool is_installed(const std::string& program);

}  // namespace squall
