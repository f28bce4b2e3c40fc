// Decides everything the server will say to one attempt: pure, given who asks and when.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "mockserver/admission.hpp"
#include "mockserver/calls.hpp"
#include "mockserver/fault.hpp"
#include "mockserver/framing.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// A scenario with its faults made, ready to answer thousands of requests.
class Plan {
 public:
  // The scenario must outlive the plan. `seed` keys every die.
  Plan(const Scenario& scenario, std::uint64_t seed);

  const Scenario& scenario() const { return scenario_; }
  std::uint64_t seed() const { return seed_; }

  struct MadeFault {
    const FaultKind* kind;
    Fault edit;
  };
  const MadeFault& fault(const Firing& firing) const { return faults_[firing.rule][firing.choice]; }

 private:
  const Scenario& scenario_;
  std::uint64_t seed_;
  std::vector<std::vector<MadeFault>> faults_;  // by rule, by choice
};

// What rules can see of this request. `headers` are its own; they must outlive what is given.
Asked asked_for(const Platform& platform, const Question& question,
                std::span<const HeaderView> headers);

// What will be played, and what the journal should know about it.
struct Planned {
  Script script;  // ready for the wire
  int status = 0;
  std::string meant, stop, tool_input;  // the truth, whatever faults made of it; "" for none
  std::vector<Firing> firings;          // that act, in the order in which they did
  std::vector<Firing> load;  // load rules that select the attempt; whether they act is theirs
  // For them: how long the healthy answer takes, and how much it says.
  Duration work{};
  std::uint64_t output_tokens = 0;
};

// What the model means, said in the platform's format, or the refusal of a wrong request; paced;
// framed; and edited between these steps by the faults that act on this attempt at this moment. The
// same arguments always give the same bytes: what load decided is one of them. Of an attempt that
// load refused nothing is said, so only the faults that edit events and bytes act on its refusal.
Planned plan_answer(const Plan& plan, const Platform& platform, const Request& request,
                    const Question& question, const AttemptId& id, Instant at,
                    const FramingWishes& wishes, const Admission& admission = {});

// Ids and dates for an answer to what is no attempt. `key` is the server's own count of such.
Occasion stray_occasion(const Plan& plan, std::uint64_t key, Instant at);

// The platform that serves a path. A first segment that names a platform is taken off the request's
// target and decides; otherwise the first platform of the catalog that serves the path.
const Platform* route(Request& request);

}  // namespace squall
