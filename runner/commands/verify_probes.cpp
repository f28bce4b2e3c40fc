// Spreads probes over windows.
#include "runner/commands/verify_probes.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mockserver/fault.hpp"
#include "scenarios/timeline.hpp"

namespace squall {
namespace {

constexpr std::size_t least_probes = 200, most_probes = 4000;
// So many times each fault of a rule should act. None of 20 happens once in 5e8.
constexpr double wanted_fires = 20;
constexpr std::size_t margin_probes = 10, calm_probes = 40;
// Every so many calls one is asked once more, on the same connection if that was kept.
constexpr std::size_t asked_again = 10;
constexpr std::uint64_t most_attempts = 20;
// Calls of no `calls:` window are numbered from here, so that they stay out of those.
constexpr std::uint64_t first_free_call = 1'000'000;

double mean_share(const Rule& rule, const TimeWindow& window) {
  constexpr int samples = 1000;
  const Duration length = window.to - window.from;
  double sum = 0;
  for (int i = 0; i < samples; ++i)
    sum += share_at(rule, window.from + length / (2 * samples) * (2 * i + 1)).value();
  return sum / samples;
}

std::size_t probes_for(const Rule& rule, const TimeWindow& window) {
  double weights = 0, least = HUGE_VAL;
  for (const FaultChoice& choice : rule.faults) {
    weights += static_cast<double>(choice.weight);
    if (choice.weight > 0) least = std::min(least, static_cast<double>(choice.weight));
  }
  const double share = mean_share(rule, window) * least / weights;
  if (!(share * most_probes > wanted_fires)) return share > 0 ? most_probes : least_probes;
  return std::max(least_probes, static_cast<std::size_t>(std::ceil(wanted_fires / share)));
}

// Even moments in [from, to), in the middle of their parts.
void spread(Instant from, Instant to, std::size_t count, std::vector<Instant>& moments) {
  if (from >= to) return;
  const double part = static_cast<double>((to - from).count()) / static_cast<double>(count);
  for (std::size_t i = 0; i < count; ++i)
    moments.push_back(from + Duration{std::llround(part * (static_cast<double>(i) + 0.5) - 0.5)});
}

std::vector<Instant> moments_for(const Scenario& scenario, const Rule& rule,
                                 const TimeWindow& window) {
  std::vector<Instant> moments;
  spread(window.from, window.to, probes_for(rule, window), moments);
  // Doors shut and open right after their moment, when all that happens in it has happened.
  const Duration after{meeting_of(rule) == Meeting::connection ? 1 : 0};
  moments.push_back(window.from + after);
  moments.push_back(window.to - Duration{1});
  const Duration margin =
      std::max<Duration>((window.to - window.from) / 10, std::chrono::seconds(30));
  const Instant begin = std::max<Instant>(-scenario.warm_up, window.from - margin);
  const Instant end = std::min<Instant>(scenario.duration, window.to + margin);
  if (begin < window.from) moments.push_back(window.from - Duration{1});
  if (window.to < end) moments.push_back(window.to + after);
  spread(begin, window.from, margin_probes, moments);
  spread(window.to, end, margin_probes, moments);
  std::ranges::sort(moments);
  return moments;
}

// Names calls: inside a rule's window of calls, or anywhere out of the way.
class Names {
 public:
  std::string inside(const CallWindow& window, std::size_t probe) {
    if (window == CallWindow{}) return std::to_string(first_free_call + free_++);
    return std::to_string(window.first + probe % (window.last - window.first));
  }
  // The calls right before and behind the window.
  static std::vector<std::string> around(const CallWindow& window) {
    std::vector<std::string> calls;
    if (window.first > 0) calls.push_back(std::to_string(window.first - 1));
    if (window.last != CallWindow{}.last) calls.push_back(std::to_string(window.last));
    return calls;
  }

 private:
  std::uint64_t free_ = 0;
};

// Attempts of one call until the rule has met one; nobody tries for ever.
unsigned attempts_for(const Rule& rule) {
  return static_cast<unsigned>(std::min<std::uint64_t>(rule.attempts.first, most_attempts));
}

void add_rule(const Scenario& scenario, const Rule& rule, Names& names,
              std::vector<Probe>& probes) {
  const TimeWindow window = window_in_run(scenario, rule);
  const std::vector<Asking> askings = askings_for(scenario, rule.where);
  if (askings.empty() || window.from >= window.to) return;
  std::size_t i = 0;
  for (const Instant at : moments_for(scenario, rule, window)) {
    const unsigned again = i % asked_again == asked_again - 1 ? 1 : 0;
    probes.push_back(
        {at, askings[i % askings.size()], names.inside(rule.calls, i), attempts_for(rule) + again});
    ++i;
  }
  const Instant middle = window.from + (window.to - window.from) / 2;
  for (std::string& call : Names::around(rule.calls))
    probes.push_back({middle, askings.front(), std::move(call), 1});
}

}  // namespace

Meeting meeting_of(const Rule& rule) {
  const FaultKind* kind = find_fault(rule.faults.front().fault);
  assert(kind != nullptr && "the parser takes only faults of the catalog");
  if (kind->layer == Layer::connection) return Meeting::connection;
  return kind->layer == Layer::load ? Meeting::load : Meeting::attempt;
}

TimeWindow window_in_run(const Scenario& scenario, const Rule& rule) {
  TimeWindow window;
  window.from = std::max<Instant>(rule.during.from, -scenario.warm_up);
  window.to = std::max(window.from, std::min<Instant>(rule.during.to, scenario.duration));
  return window;
}

std::vector<Probe> plan_probes(const Scenario& scenario) {
  std::vector<Probe> probes;
  Names names;
  const std::vector<Asking> usual = usual_askings(scenario);
  std::vector<Instant> moments;
  spread(-scenario.warm_up, scenario.duration, calm_probes, moments);
  for (std::size_t i = 0; i < moments.size(); ++i)
    probes.push_back({moments[i], usual[i % usual.size()], names.inside({}, i), 1});
  for (const Rule& rule : scenario.rules)
    if (meeting_of(rule) != Meeting::load) add_rule(scenario, rule, names, probes);
  std::ranges::stable_sort(probes, {}, &Probe::at);
  return probes;
}

}  // namespace squall
