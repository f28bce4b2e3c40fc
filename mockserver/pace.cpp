// Time to first token, then tokens per second.
#include "mockserver/pace.hpp"

#include <algorithm>

#include "scenarios/distribution.hpp"

namespace squall {
namespace {

// Waits below a microsecond are none: no clock could keep them, and each would cost a timer.
Duration seconds(double amount) {
  const Duration exact{static_cast<std::int64_t>(std::clamp(amount, 0.0, 86'400.0) * 1e9)};
  return exact < std::chrono::microseconds(1) ? Duration{0} : exact;
}

}  // namespace

void pace(Script& script, const Pace& pace, Random& random) {
  if (std::ranges::none_of(script, [](const Step& step) { return step.tokens > 0; })) return;
  const Duration first = seconds(draw(pace.first_token, random));
  const double rate = std::max(draw(pace.tokens_per_second, random), 1e-3);
  Script paced;
  paced.reserve(script.size() * 2 + 1);
  if (first > Duration{0}) paced.push_back(wait(first));
  bool spoke = false;
  for (Step& step : script) {
    const bool counts = step.tokens > 0 && (spoke || step.role == Role::body);
    const Duration taken = counts ? seconds(step.tokens / rate) : Duration{0};
    if (taken > Duration{0}) {
      if (!spoke && !paced.empty() && paced.back().kind == StepKind::wait)
        paced.back().lasting += taken;
      else
        paced.push_back(wait(taken));
    }
    spoke = spoke || step.tokens > 0;
    paced.push_back(std::move(step));
  }
  script = std::move(paced);
}

}  // namespace squall
