// Joins a history into stories: everything both sides saw of one call, in one place.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/history.hpp"

namespace squall {

// One HTTP request; `ended` is null when the history was cut before its end.
struct Attempt {
  const AttemptBegan* began = nullptr;
  const AttemptEnded* ended = nullptr;
};

// One call. `began` is never null; everything else may be missing, in a cut history or for a stack
// that says nothing.
struct Story {
  const CallBegan* began = nullptr;
  std::vector<const CallEnded*> ends;  // in the order they were told
  std::vector<const SideEffect*> effects;
  std::vector<Attempt> attempts;  // in the order they arrived
};

// A whole run. The pointers lead into the history it was made from, which must outlive it.
struct Stories {
  std::vector<Story> calls;       // by due time, then ordinal
  std::vector<Attempt> untagged;  // attempts for a call that the runner never began
  std::vector<const StackTrouble*> troubles;
  std::vector<const Stray*> strays;
  const RunBegan* run = nullptr;
  const StackReady* stack = nullptr;
  const RunEnded* ended = nullptr;  // null: the run was cut
  Instant last{};                   // the latest moment anybody told of
  std::uint64_t misfits = 0;  // events that belong to nothing: ends without a beginning, twins
};

// Accepts any history, however it was cut; what fits nowhere is counted, never dropped silently.
Stories tell(const History& history);

}  // namespace squall
