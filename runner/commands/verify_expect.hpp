// What the plan says about one probe: which rules act, how likely each was to, and what is heard.
#pragma once

#include <memory>
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
  ~Expectations();

  // In the order in which the requests are sent, once each.
  Expected of(Request request, Instant at, std::uint64_t connection);
  // The chances that rules which are about connections act on one that opens now, the server's
  // `ordinal`th, counted from 1.
  std::vector<double> at_the_door(const Platform* platform, std::uint64_t ordinal,
                                  Instant at) const;
  // Whether some rule acts on that connection.
  bool is_greeted(const Platform* platform, std::uint64_t ordinal, Instant at) const;

 private:
  struct Sure;  // the scenario with one share, or all of them, made 1
  Planned plan(const Plan& plan, const Platform& platform, const Request& request,
               const Question& question, const AttemptId& id, Instant at) const;

  const Scenario& scenario_;
  Plan plan_;
  Calls calls_;
  std::vector<std::unique_ptr<Sure>> sure_;  // by rule
  Scenario all_sure_;
};

}  // namespace squall
