// What the plan says about one probe: which rules act, how likely each was to, and what is heard.
#pragma once

#include <string>
#include <vector>

#include "mockserver/answer.hpp"
#include "runner/commands/verify_hearing.hpp"

namespace squall {

struct Expected {
  std::vector<std::string> rules, faults;  // that act, as the journal names them
  // Of each rule of the scenario: the chance that it acts on this attempt, given what all other
  // rules do; below 0 when the rule is not about this attempt. A fault that finds nothing to edit,
  // or stands behind one that says something else, has no chance.
  std::vector<double> chances;
  std::uint32_t attempt = 1;
  int status = 0;
  bool by_load = false;  // a rule of load has a say, so what is heard cannot be planned
  Hearing hearing;
  Instant patience{};  // until when to listen
};

// Computes every answer a second time, apart from the server: it counts calls for itself.
class Expectations {
 public:
  Expectations(const Scenario& scenario, std::uint64_t seed);

  // In the order in which the requests are sent, once each.
  Expected of(Request request, Instant at, std::uint64_t connection);
  // The chances that rules which are about connections act on one that opens now, the server's
  // `ordinal`th, counted from 1.
  std::vector<double> at_the_door(const Platform* platform, std::uint64_t ordinal, Instant at);
  // Whether some rule acts on that connection.
  bool is_greeted(const Platform* platform, std::uint64_t ordinal, Instant at) const;

 private:
  const Scenario& scenario_;
  Plan plan_;
  Calls calls_;
  // The scenario once more, of which one share at a time is made 1 for as long as it takes to ask
  // what then would be; and with all shares 1.
  Scenario sure_;
  Plan sure_plan_;
  Scenario all_sure_;
};

}  // namespace squall
