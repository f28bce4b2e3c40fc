// What the scenario had in store for one model: until when it was down, until when it was touched.
#pragma once

#include <optional>
#include <vector>

#include "reports/story.hpp"
#include "scenarios/timeline.hpp"

namespace squall {

struct Healing {
  // Since when the plan spoils at most the tolerated share of attempts; none when it never spoiled
  // more. Small residual shares after an outage do not put it off.
  std::optional<Instant> outage_over;
  Instant all_clear{};  // since when no rule can act at all; the warm-up's start when none ever can
};

// The scenario with windows counted in calls turned into windows of time, by when those calls were
// due in this run, so that the end of `calls: 10..20` is known.
Scenario in_time(const Scenario& scenario, const Stories& stories);

// For calls of any of these kinds. An empty endpoint stands for one that never was seen; rules that
// ask for headers count as acting, because histories keep no headers.
Healing planned_healing(const Scenario& scenario, const std::vector<Asked>& kinds);

}  // namespace squall
