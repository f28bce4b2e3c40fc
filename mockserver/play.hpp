// Plays a script on a wire: the only place where a response meets time and the network.
#pragma once

#include "mockserver/script.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/wire.hpp"

namespace squall {

// How a response went.
struct Played {
  StepKind how = StepKind::finish;  // the step that ended it; meaningless if abandoned
  bool abandoned = false;           // the peer hung up first, or this side closed under it
  Instant first_byte{};             // scenario time
  std::uint64_t bytes = 0, text = 0, tokens = 0;
  bool told_end = false;  // the terminal event, or a whole body, went out
};

// Waits are counted from the moment the play began, so delays never add up. While it waits it
// watches for the peer's hang-up. `script` must end with an ending step. Sends without a wait
// between them go out together.
net::awaitable<Played> play(const Script& script, Wire& wire, Clock& clock);

}  // namespace squall
