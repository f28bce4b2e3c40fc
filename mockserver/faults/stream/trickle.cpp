// The stream goes on, but so slowly that only a limit on the whole call can end it.
#include <algorithm>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"every", SettingKind::duration, "5s", "1ms..1h", "least time between two deltas"}};

struct Trickle {
  Duration every;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script slow;
    slow.reserve(reply.script.size() * 2);
    Duration since = every;
    bool slowed = false;
    for (Step& step : reply.script) {
      if (step.kind == StepKind::wait) since = sum_of(since, step.lasting);
      if (is_delta(step)) {
        if (since < every) slow.push_back(wait(every - since));
        slowed = slowed || since < every;
        since = Duration{0};
      }
      slow.push_back(std::move(step));
    }
    reply.script = std::move(slow);
    return slowed;
  }
};

Fault make(const Settings& given) { return Trickle{given.duration("every")}; }

}  // namespace

// The slow kin of A8: never silent for long enough for a read time-out, so only a limit on the
// whole call ends it.
extern constinit const FaultKind trickle{{"trickle",
                                          "A stream whose deltas come one by one, far apart.",
                                          settings,
                                          {.streams_only = true}},
                                         Layer::content,
                                         make};

}  // namespace squall
