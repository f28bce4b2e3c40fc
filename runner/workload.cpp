// Arrival times, classes and models of a run's calls.
#include "runner/workload.hpp"

#include <cmath>

#include "scenarios/random.hpp"
#include "scenarios/signature.hpp"
#include "scenarios/tag.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

std::size_t choose_class(const Workload& workload, Random& random) {
  std::uint64_t total = 0;
  for (const CallClass& call_class : workload.classes) total += call_class.weight;
  std::uint64_t drawn = random.below(total);
  std::size_t i = 0;
  while (drawn >= workload.classes[i].weight) drawn -= workload.classes[i++].weight;
  return i;
}

// Exact, so that a thousand gaps that are no whole number of nanoseconds do not drift.
Instant even_arrival(const Workload& workload, std::uint64_t ordinal) {
  const Wide passed =
      Wide{ordinal} * static_cast<std::uint64_t>(workload.rate.per.count()) / workload.rate.count;
  return Instant{static_cast<std::int64_t>(passed)};
}

Duration random_gap(const Workload& workload, Random& random) {
  const double mean =
      static_cast<double>(workload.rate.per.count()) / static_cast<double>(workload.rate.count);
  return Duration{std::llround(mean * random.exponential())};
}

std::string prompt_for(const PlannedCall& call, const CallClass& call_class) {
  std::string text = call_tag(call.call) + " Report on watch " + call.call + ".";
  if (call_class.tools) text += " Then charge the card for it, once.";
  return text;
}

// One turn that somebody gave before this call, with a thinking block of theirs. The tag goes
// first: the server knows a conversation by its first message.
std::vector<PastMessage> history_for(const PlannedCall& call, const CallClass& call_class,
                                     Random& random) {
  if (call_class.began_on.empty()) return {};
  return {{"user", call_tag(call.call) + " What does the glass say?", "", ""},
          {"assistant", "It is falling.", "The pressure has dropped since the last watch.",
           signature_of(call_class.began_on, random)}};
}

}  // namespace

std::vector<PlannedCall> plan_calls(const Scenario& scenario, std::uint64_t seed) {
  const Workload& workload = scenario.workload;
  std::vector<PlannedCall> calls;
  std::vector<std::size_t> turns(workload.classes.size(), 0);
  Instant due = -scenario.warm_up;
  while (due < scenario.duration) {
    PlannedCall call;
    call.ordinal = calls.size();
    call.call = std::to_string(call.ordinal);
    call.due = due;
    Random random{seed, call.ordinal, fnv1a("workload")};
    call.call_class = choose_class(workload, random);
    const CallClass& call_class = workload.classes[call.call_class];
    call.model = call_class.models[turns[call.call_class]++ % call_class.models.size()];
    call.prompt = prompt_for(call, call_class);
    Random letters{seed, call.ordinal, fnv1a("history")};
    call.history = history_for(call, call_class, letters);
    const bool even = workload.arrivals == Workload::Arrivals::constant;
    due = even ? even_arrival(workload, calls.size() + 1) - scenario.warm_up
               : due + random_gap(workload, random);
    calls.push_back(std::move(call));
  }
  return calls;
}

}  // namespace squall
