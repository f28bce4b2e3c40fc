// Draws the progress line.
#include "runner/commands/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "runner/commands/command.hpp"

namespace squall {

ProgressLine::ProgressLine(const Scenario& scenario, const Clock& clock)
    : scenario_(scenario), clock_(clock), terminal_(is_terminal(STDERR_FILENO)) {}

void ProgressLine::show(const Drive::Progress& calls) {
  const Duration whole = scenario_.duration + scenario_.warm_up;
  const Duration gone = std::clamp(clock_.now() + scenario_.warm_up, Duration{0}, whole);
  const int percent =
      static_cast<int>(gone.count() / std::max<std::int64_t>(1, whole.count() / 100));
  const Instant at = std::chrono::floor<std::chrono::seconds>(clock_.now());
  const std::string text = std::to_string(std::min(percent, 100)) + " %  scenario time " +
                           print_moment(at) + "  calls " + std::to_string(calls.ended) + " of " +
                           std::to_string(calls.planned);
  if (terminal_) {
    constexpr int width = 24;
    const int filled = std::clamp(percent * width / 100, 0, width);
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                            std::string(static_cast<std::size_t>(width - filled), '.');
    std::fprintf(stderr, "\r\033[K[%s] %s", bar.c_str(), text.c_str());
    shown_ = true;
  } else if (percent / 10 > tenth_) {
    tenth_ = percent / 10;
    std::fprintf(stderr, "%s\n", text.c_str());
  }
}

void ProgressLine::finish() {
  if (shown_) std::fprintf(stderr, "\r\033[K");
}

}  // namespace squall
