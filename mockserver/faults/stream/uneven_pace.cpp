// The stream comes in bursts with gaps between them: a node that batches, a proxy that buffers.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"burst", SettingKind::whole, "10", "2..10000", "most deltas in a burst, by dice"},
    {"gap", SettingKind::duration, "2s", "0..1h", "most time added before a burst, by dice"}};

struct UnevenPace {
  std::uint64_t burst;
  Duration gap;

  // From the first delta on, what belongs to a burst waits for the last of it.
  bool operator()(Reply& reply, const FaultContext&, Random& random) const {
    if (count_deltas(reply.script) < 2) return false;
    Script uneven, held;
    Duration due{};
    std::uint64_t left = 0;
    bool begun = false;
    const auto let_go = [&] {
      if (held.empty() && due == Duration{0}) return;
      const auto most = static_cast<std::uint64_t>(gap.count());
      if (count_deltas(held) > 0)
        due = sum_of(due, Duration{static_cast<Duration::rep>(random.below(most + 1))});
      if (due > Duration{0}) uneven.push_back(wait(due));
      for (Step& step : held) uneven.push_back(std::move(step));
      held.clear();
      due = Duration{0};
    };
    for (Step& step : reply.script) {
      if (is_delta(step) && left == 0) left = 1 + random.below(burst);
      begun = begun || is_delta(step);
      const bool passes = !begun || (step.kind != StepKind::wait && step.kind != StepKind::send);
      if (passes) {
        let_go();
        uneven.push_back(std::move(step));
        continue;
      }
      const bool ends_burst = is_delta(step) && --left == 0;
      if (step.kind == StepKind::wait)
        due = sum_of(due, step.lasting);
      else
        held.push_back(std::move(step));
      if (ends_burst) let_go();
    }
    reply.script = std::move(uneven);
    return true;
  }
};

Fault make(const Settings& given) {
  return UnevenPace{given.whole("burst"), given.duration("gap")};
}

}  // namespace

// Facts: A8, gaps between events in streams that end well; wire facts: several events to a chunk.
extern constinit const FaultKind uneven_pace{{"uneven_pace",
                                              "A stream in bursts and gaps, in its right order.",
                                              settings,
                                              {.streams_only = true}},
                                             Layer::content,
                                             make};

}  // namespace squall
