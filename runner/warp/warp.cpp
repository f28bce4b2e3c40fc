// The environment that puts a program under time warp.

#include "runner/warp/warp.hpp"

#include <algorithm>

#include "scenarios/bad_input.hpp"

namespace squall {
namespace {

/// Whether a list with blanks or colons between its items names `item`.
bool is_listed(std::string_view list, std::string_view item) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(" :"), list.size());
    if (list.substr(0, end) == item) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

std::string to_text(std::chrono::nanoseconds instant, const char* name) {
  if (instant.count() < 0) {
    throw BadInput(std::string(name) + ": expected an instant that is not negative");
  }
  return std::to_string(instant.count());
}

}  // namespace

std::string to_string(Speed speed) {
  std::string text = std::to_string(speed.numerator / speed.denominator);
  std::int64_t rest = speed.numerator % speed.denominator;
  if (rest > 0) text += '.';
  for (int decimals = 0; rest > 0 && decimals < 9; ++decimals) {
    text += std::to_string(rest * 10 / speed.denominator);
    rest = rest * 10 % speed.denominator;
  }
  return text;
}

std::map<std::string, std::string> WarpEnvironment::variables(std::string_view preloaded) const {
  // A speed that no decimal names exactly would run processes by different clocks.
  if (!speed.is_valid() || parse_speed(to_string(speed).c_str()) != in_lowest_terms(speed)) {
    throw BadInput("time warp: expected a speed such as 60 or 1.5, up to 1000000");
  }
  const std::string path = library.string();
  if (path.empty() || path.find_first_of(" :") != std::string::npos) {
    throw BadInput("time warp: LD_PRELOAD cannot name the library \"" + path +
                   "\": its path must hold no blank and no colon");
  }
  std::string preload(preloaded);
  if (!is_listed(preloaded, path)) {
    if (!preload.empty()) preload += ':';
    preload += path;
  }
  return {{"LD_PRELOAD", preload},
          {speed_variable, to_string(speed)},
          {monotonic_epoch_variable, to_text(monotonic_epoch, monotonic_epoch_variable)},
          {realtime_epoch_variable, to_text(realtime_epoch, realtime_epoch_variable)}};
}

}  // namespace squall
