// Decides what a connection meets when it opens: pure, given its port, its ordinal and the time.
#pragma once

#include <cstdint>
#include <vector>

#include "mockserver/answer.hpp"
#include "mockserver/greeting.hpp"

namespace squall {

// A greeting, and the rules that made it so.
struct Greeted {
  Greeting greeting;
  std::vector<Firing> firings;  // that act: the port's first, then in the order of the rules
};

// Whether the rule's platforms are among those of a port: of the one that it serves; of all there
// are, where null.
bool concerns(const Rule& rule, const Platform* port);

// For the connection with this ordinal (from 1) on a port. `platform` is the one that the port
// serves; null when it serves them all, and is then met by the rules of every platform. The door of
// the port comes first, as `plan_door` sees it, wherever its rules stand in the scenario. Dice are
// keyed by (seed, rule, ordinal): the same arguments always give the same answer.
Greeted plan_greeting(const Plan& plan, const Platform* platform, std::uint64_t ordinal,
                      Instant at);

// What the whole port does at this moment: a greeting of which only the door is told. A rule about
// whole ports acts where its share is 1, and nowhere else.
Greeted plan_door(const Plan& plan, const Platform* platform, Instant at);

// When `plan_door` may say something else for the first time after `at`; Instant::max() for never.
Instant next_door_change(const Plan& plan, const Platform* platform, Instant at);

// Whether any rule is about connections.
bool has_connection_rules(const Plan& plan);

// Whether a rule about connections names platforms, so that each platform needs a port of its own.
bool needs_a_port_each(const Plan& plan);

// Rules and their faults by name, for the journal.
std::vector<std::string> rule_names(const Plan& plan, const std::vector<Firing>& firings);
std::vector<std::string> fault_names(const Plan& plan, const std::vector<Firing>& firings);

}  // namespace squall
