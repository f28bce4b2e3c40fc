// What the server's journal tells, found by what a client can know of it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "runner/commands/verify_probing.hpp"

namespace squall {

// The server's story of one attempt; null where it has none.
struct Told {
  const AttemptBegan* began = nullptr;
  const AttemptEnded* ended = nullptr;
};

// A connection that met a rule, or a port that shut: told as connection 0.
struct Met {
  Instant at{};
  std::uint64_t connection = 0;
  std::vector<std::string> rules, faults;
};

using CallMoments = std::set<std::pair<std::string, Instant>>;

// The history must outlive it.
class Testimony {
 public:
  explicit Testimony(const History& history);

  // Each attempt is given out once.
  Told take_attempt(const Probe& probe, const Try& request);
  // An attempt that reached the server later than it was made is nobody's any more: those of a call
  // after this moment that were not `asked` when they came.
  void forget(const std::string& call, Instant after, const CallMoments& asked);
  // Attempts that nobody has taken.
  std::size_t left_over() const;

  const std::vector<Met>& met() const { return met_; }
  bool met_at(Instant at) const;
  bool met_by(std::uint64_t connection) const;
  // Then everything that was open may have been reset.
  bool port_shut_in(Instant from, Instant to) const;

 private:
  using Key = std::tuple<Instant, std::string, std::string, std::string>;
  std::map<Key, std::vector<Told>> told_;
  std::vector<Met> met_;
};

}  // namespace squall
