// Listens to a simulated run while it goes on.
#include "runner/commands/verify_workload.hpp"

#include <algorithm>
#include <map>

#include "runner/commands/simulate.hpp"

namespace squall {
namespace {

constexpr std::size_t most_findings = 5;

// Keeps what the rules did and the attempts that are open, and nothing else: a run makes up to ten
// million calls.
class Listening : public Journal {
 public:
  explicit Listening(std::vector<RuleProof>& rules) {
    for (RuleProof& rule : rules)
      if (rule.meeting == Meeting::load) rules_.push_back(&rule);
  }

  void record(const Event& event) override {
    if (const auto* began = std::get_if<AttemptBegan>(&event)) begin(*began);
    if (const auto* ended = std::get_if<AttemptEnded>(&event)) end(*ended);
  }

 private:
  void begin(const AttemptBegan& began) {
    for (RuleProof* rule : rules_) {
      if (rule->window.contains(began.at)) ++rule->probes;
      if (std::ranges::count(began.rules, rule->rule) == 0) continue;
      count(began, *rule);
      // With other rules beside it, what is heard may be theirs.
      if (began.rules.size() == 1) open_[began.id] = {rule, began.call, began.at};
    }
  }

  static void count(const AttemptBegan& began, RuleProof& rule) {
    if (!rule.window.contains(began.at))
      find(rule, "fired at " + print_moment(began.at) + ", outside of its window");
    ++rule.fired;
    rule.first = std::min(rule.first.value_or(began.at), began.at);
    rule.last = std::max(rule.last.value_or(began.at), began.at);
    for (std::size_t i = 0; i < began.rules.size(); ++i)
      for (auto& [fault, acted] : rule.faults)
        if (began.rules[i] == rule.rule && began.faults[i] == fault) ++acted;
  }

  void end(const AttemptEnded& ended) {
    const auto at = open_.find(ended.id);
    if (at == open_.end()) return;
    const Open open = std::move(at->second);
    open_.erase(at);
    if (ended.status < 400) return;
    open.rule->bytes += ended.bytes;
    if (!ended.told_end && ended.how != "abandoned")
      find(*open.rule, "call " + open.call + " at " + print_moment(open.at) + ": its refusal (" +
                           std::to_string(ended.status) + ") is not whole");
  }

  static void find(RuleProof& rule, std::string what) {
    if (rule.findings.size() < most_findings) rule.findings.push_back(std::move(what));
  }

  struct Open {
    RuleProof* rule = nullptr;
    std::string call;
    Instant at{};
  };
  std::vector<RuleProof*> rules_;
  std::map<std::uint64_t, Open> open_;  // attempts that one rule alone acts on
};

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
  Listening journal(rules);
  simulate(scenario, seed, *find_reference("naive"), journal);
  for (RuleProof& rule : rules)
    if (rule.meeting == Meeting::load && rule.fired == 0)
      rule.findings.insert(rule.findings.begin(),
                           "never fired under the load that the scenario's workload offers");
}

}  // namespace squall
