// Walks the edges of all rules backwards, to the last moment at which too much was spoiled.
#include "reports/plan.hpp"

#include <algorithm>

#include "reports/recovery.hpp"

namespace squall {
namespace {

constexpr std::int64_t most_periods = 10'000;

bool could_act(const Rule& rule, const std::vector<Asked>& kinds) {
  return std::ranges::any_of(kinds, [&](const Asked& asked) {
    Match where = rule.where;
    where.header.clear();
    if (asked.endpoint.empty()) where.endpoint.clear();
    return matches(where, asked);
  });
}

// The rules that concern these calls, as if they concerned everything, within the run. Waves too
// fast to be walked count as always on.
Scenario concerning(const Scenario& scenario, const std::vector<Asked>& kinds) {
  Scenario part;
  part.warm_up = scenario.warm_up;
  part.duration = scenario.duration;
  for (Rule rule : scenario.rules) {
    if (!could_act(rule, kinds)) continue;
    rule.where = {};
    if (rule.share.shape == Share::Shape::square &&
        (scenario.duration + scenario.warm_up) / rule.share.period > most_periods) {
      rule.share.shape = Share::Shape::constant;
      if (rule.share.level <= rule.share.other) rule.share.level = rule.share.other;
    }
    part.rules.push_back(std::move(rule));
  }
  return part;
}

// The share of first attempts on which at least one rule acts: whether there are others is up to
// the stack. What the dice are keyed by says who shares a fate, not how many meet it.
double spoiled_share(const Scenario& scenario, Instant at) {
  double spared = 1;
  for (const Rule& rule : scenario.rules)
    if (rule.attempts.contains(1)) spared *= 1 - share_at(rule, at).value();
  return 1 - spared;
}

bool is_spoiled(const Scenario& scenario, Instant at) {
  return spoiled_share(scenario, at) > tolerated.value();
}

void add_wave_edges(const Rule& rule, Instant begin, Instant end, std::vector<Instant>& edges) {
  // As in scenarios/timeline: an open window's wave is anchored at scenario time 0.
  Instant at = rule.during.from == TimeWindow{}.from ? Instant{0} : rule.during.from;
  while (at > begin) at -= rule.share.period;
  for (; at < end; at += rule.share.period) {
    edges.push_back(at);
    edges.push_back(at + rule.share.on);
  }
}

// Every moment within the run at which the shares bend or jump.
std::vector<Instant> edges_of(const Scenario& scenario) {
  const Instant begin = -scenario.warm_up, end = scenario.duration;
  std::vector<Instant> edges{begin, end};
  for (const Rule& rule : scenario.rules) {
    edges.push_back(rule.during.from);
    edges.push_back(rule.during.to);
    for (const Share::Point& point : rule.share.points) edges.push_back(point.at);
    if (rule.share.shape == Share::Shape::square)
      add_wave_edges(rule, begin, std::min(end, rule.during.to), edges);
  }
  std::ranges::sort(edges);
  std::erase_if(edges, [&](Instant at) { return at < begin || at > end; });
  return edges;
}

// Between a spoiled moment and a later one that is not.
Instant crossing(const Scenario& scenario, Instant spoiled, Instant clean) {
  while (clean - spoiled > Duration{1}) {
    const Instant middle = spoiled + (clean - spoiled) / 2;
    (is_spoiled(scenario, middle) ? spoiled : clean) = middle;
  }
  return clean;
}

std::optional<Instant> outage_over(const Scenario& scenario) {
  const std::vector<Instant> edges = edges_of(scenario);
  for (std::size_t i = edges.size(); i-- > 1;) {
    const Instant from = edges[i - 1], to = edges[i];
    if (from == to) continue;
    const Instant last = to - Duration{1};
    if (is_spoiled(scenario, last)) return to;
    for (const Instant probe : {from + (last - from) / 2, from})
      if (is_spoiled(scenario, probe)) return crossing(scenario, probe, last);
  }
  return std::nullopt;
}

}  // namespace

Scenario in_time(const Scenario& scenario, const Stories& stories) {
  Scenario timed = scenario;
  for (Rule& rule : timed.rules) {
    Instant from = TimeWindow{}.to, to = TimeWindow{}.to;
    for (const Story& story : stories.calls) {
      const CallBegan& began = *story.began;
      if (began.ordinal >= rule.calls.first) from = std::min(from, began.due);
      if (began.ordinal >= rule.calls.last) to = std::min(to, began.due);
    }
    if (rule.calls.first > 0) rule.during.from = std::max(rule.during.from, from);
    rule.during.to = std::max(rule.during.from, std::min(rule.during.to, to));
    rule.calls = {};
  }
  return timed;
}

Healing planned_healing(const Scenario& scenario, const std::vector<Asked>& kinds) {
  const Scenario part = concerning(scenario, kinds);
  return {outage_over(part), healed_at(part, {})};
}

}  // namespace squall
