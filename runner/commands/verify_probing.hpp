// Probes a server in memory, on virtual time, and keeps what was heard beside what was planned.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "runner/commands/verify_expect.hpp"
#include "runner/commands/verify_probes.hpp"
#include "scenarios/history.hpp"
#include "scenarios/wire.hpp"

namespace squall {

// What is probed: the scenario's own server, unless a test puts another one, or a liar in between,
// in its place.
struct Subject {
  const Scenario* scenario = nullptr;  // that the server serves; null for the verified one
  std::optional<std::uint64_t> seed;   // of the server; none for the verified one
  std::function<std::unique_ptr<Wire>(std::unique_ptr<Wire>)> between;  // around a client's end
};

// One request of one probe.
struct Try {
  std::size_t probe = 0;
  // A connection was opened for it: the chances of the rules that are about connections.
  std::vector<double> at_the_door;
  bool greeted = false;  // one of them acts on it
  Instant dialled{};
  std::uint64_t connection = 0;  // its ordinal at the server; 0 when none came about
  bool sent = false;
  Instant at{};
  Expected expected;       // without its pieces, which have been compared
  Hearing heard;           // likewise; while the connection is open the journal knows its ending
  bool still_open = true;  // when the probe gave up
  std::uint64_t bytes = 0;
  std::string difference;  // in the bytes or their moments
};

struct Probed {
  std::vector<Try> tries;  // in the order of the dials and sends
  History history;         // as the server told it
};

Probed probe(const Scenario& scenario, std::uint64_t seed, const std::vector<Probe>& probes,
             const Subject& subject);

}  // namespace squall
