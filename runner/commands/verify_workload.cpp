// Reads the history of a simulated run.
#include "runner/commands/verify_workload.hpp"

#include <algorithm>
#include <map>

#include "runner/commands/simulate.hpp"

namespace squall {
namespace {

constexpr std::size_t most_findings = 5;

void take(const AttemptBegan& began, const AttemptEnded* ended, RuleProof& rule) {
  if (!rule.window.contains(began.at)) {
    if (rule.findings.size() < most_findings)
      rule.findings.push_back("fired at " + print_moment(began.at) + ", outside of its window");
  }
  ++rule.fired;
  rule.first = std::min(rule.first.value_or(began.at), began.at);
  rule.last = std::max(rule.last.value_or(began.at), began.at);
  for (std::size_t i = 0; i < began.rules.size(); ++i)
    for (auto& [fault, acted] : rule.faults)
      if (began.rules[i] == rule.rule && began.faults[i] == fault) ++acted;
  if (ended == nullptr || ended->status < 400 || began.rules.size() > 1) return;
  rule.bytes += ended->bytes;
  if (!ended->told_end && ended->how != "abandoned" && rule.findings.size() < most_findings)
    rule.findings.push_back("call " + began.call + " at " + print_moment(began.at) +
                            ": its refusal (" + std::to_string(ended->status) + ") is not whole");
}

}  // namespace

void verify_by_workload(const Scenario& scenario, std::uint64_t seed,
                        std::vector<RuleProof>& rules) {
  if (std::ranges::count(rules, Meeting::load, &RuleProof::meeting) == 0) return;
  for (RuleProof& rule : rules) {
    if (rule.meeting != Meeting::load) continue;
    rule.fired = 0;
    rule.first = rule.last = std::nullopt;
    for (auto& [fault, acted] : rule.faults) acted = 0;
  }
  const History history = simulate(scenario, seed, *find_reference("naive"));
  std::map<std::uint64_t, const AttemptEnded*> ended;
  for (const Event& event : history.events)
    if (const auto* one = std::get_if<AttemptEnded>(&event)) ended[one->id] = one;
  for (const Event& event : history.events) {
    const auto* began = std::get_if<AttemptBegan>(&event);
    if (began == nullptr) continue;
    for (RuleProof& rule : rules) {
      if (rule.meeting != Meeting::load) continue;
      if (rule.window.contains(began->at)) ++rule.probes;
      if (std::ranges::count(began->rules, rule.rule) > 0) take(*began, ended[began->id], rule);
    }
  }
  for (RuleProof& rule : rules)
    if (rule.meeting == Meeting::load && rule.fired == 0)
      rule.findings.insert(rule.findings.begin(),
                           "never fired under the load that the scenario's workload offers");
}

}  // namespace squall
