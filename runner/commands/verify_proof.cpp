// Lays what was heard and what the server told beside the plan.
#include "runner/commands/verify_proof.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "reports/words.hpp"
#include "runner/commands/verify_odds.hpp"
#include "runner/commands/verify_told.hpp"
#include "runner/commands/verify_workload.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

// Findings of one kind say the same again and again.
constexpr std::size_t most_findings = 5;

std::string joined_words(const std::vector<std::string>& words) {
  const std::vector<std::string_view> views(words.begin(), words.end());
  return words.empty() ? "none" : joined(views);
}

// Everything about one rule while the tries are gone through.
struct Tally {
  RuleProof proof;
  const Rule* rule = nullptr;
  // Of throws of the dice that are independent of each other: what shares a throw is one of them.
  std::vector<std::pair<Instant, double>> throws;
  std::set<std::string> thrown;
  std::size_t hits = 0;
  std::size_t unsaid = 0;

  void find(std::string what) {
    if (proof.findings.size() < most_findings)
      proof.findings.push_back(std::move(what));
    else
      ++unsaid;
  }
  // `dice` names the throw; "" for one of its own.
  void consider(Instant at, double chance, const std::string& dice, bool hit) {
    if (chance < 0) return;
    if (!dice.empty() && !thrown.insert(dice).second) return;
    throws.emplace_back(at, chance);
    if (hit) ++hits;
  }
  // Something that the rule is about, whether what it does there can be planned or not.
  void meet(double chance) {
    if (chance >= 0) ++proof.probes;
  }
  void count(Instant at, const std::string& fault) {
    ++proof.fired;
    proof.first = std::min(proof.first.value_or(at), at);
    proof.last = std::max(proof.last.value_or(at), at);
    for (auto& [name, acted] : proof.faults)
      if (name == fault) ++acted;
  }
};

class Judging {
 public:
  Judging(const Scenario& scenario, std::uint64_t seed, const std::vector<Probe>& probes,
          const Probed& probed)
      : scenario_(scenario), probes_(probes), probed_(probed), journal_(probed.history) {
    proof_.scenario = scenario.name;
    proof_.seed = seed;
    proof_.probes = probed.tries.size();
    for (const Rule& rule : scenario.rules) tallies_.push_back(begin(rule));
    for (const Try& request : probed.tries)
      if (request.sent) asked_.emplace(probes[request.probe].call, request.at);
  }

  Proof judge() {
    for (const Try& request : probed_.tries) take(request);
    for (const Met& met : journal_.met()) take(met);
    if (const std::size_t more = journal_.left_over(); more > 0)
      find("the journal tells of " + std::to_string(more) + " attempts that nobody made");
    for (Tally& tally : tallies_) conclude(tally);
    if (unsaid_ > 0) proof_.findings.push_back("and " + std::to_string(unsaid_) + " more");
    for (Tally& tally : tallies_) proof_.rules.push_back(std::move(tally.proof));
    return std::move(proof_);
  }

 private:
  Tally begin(const Rule& rule) const {
    Tally tally;
    tally.rule = &rule;
    tally.proof.rule = rule.id;
    tally.proof.meeting = meeting_of(rule);
    tally.proof.window = window_in_run(scenario_, rule);
    for (const FaultChoice& choice : rule.faults)
      if (std::ranges::count(tally.proof.faults, choice.fault,
                             &std::pair<std::string, std::size_t>::first) == 0)
        tally.proof.faults.emplace_back(choice.fault, 0);
    return tally;
  }

  // Null for a rule that the scenario does not have.
  Tally* tally_of(const std::string& rule) {
    const auto at = std::ranges::find_if(
        tallies_, [&](const Tally& tally) { return tally.proof.rule == rule; });
    return at == tallies_.end() ? nullptr : &*at;
  }

  void count(const std::string& rule, Instant at, const std::string& fault) {
    if (Tally* tally = tally_of(rule)) tally->count(at, fault);
  }

  void find(std::string what) {
    if (proof_.findings.size() < most_findings)
      proof_.findings.push_back(std::move(what));
    else
      ++unsaid_;
  }

  // To the rules that are concerned; to nobody's where none is.
  void find(const std::set<std::string>& rules, const std::string& what) {
    bool told = false;
    for (const std::string& rule : rules)
      if (Tally* tally = tally_of(rule)) {
        tally->find(what);
        told = true;
      }
    if (!told) find(what);
  }

  std::string called(const Try& request) const {
    const Probe& probe = probes_[request.probe];
    return "call " + probe.call + " (" + probe.asking.endpoint + " " + probe.asking.model +
           (probe.asking.stream ? ", streamed" : "") + ", attempt " +
           std::to_string(request.expected.attempt) + ") at " + print_moment(request.at) + ": ";
  }

  void take(const Try& request) {
    if (!request.at_the_door.empty()) dialled_[request.connection] = request.dialled;
    for (std::size_t i = 0; i < request.at_the_door.size(); ++i) {
      tallies_[i].meet(request.at_the_door[i]);
      tallies_[i].consider(request.dialled, request.at_the_door[i], "", false);
    }
    const Told told =
        request.sent ? journal_.take_attempt(probes_[request.probe], request) : Told{};
    const bool late = !request.sent || request.at > request.dialled;
    const bool shut = (told.began == nullptr || late) && found_the_port_shut(request);
    if (told.began == nullptr) {
      if (shut || request.greeted)
        journal_.forget(probes_[request.probe].call, request.dialled, asked_);
      else if (!journal_.met_at(request.dialled))
        find(called(request) + "the server has no such attempt on record");
      return;
    }
    const AttemptBegan& began = *told.began;
    for (std::size_t i = 0; i < began.rules.size(); ++i)
      count(began.rules[i], began.at, began.faults[i]);
    for (std::size_t i = 0; i < request.expected.chances.size(); ++i)
      tallies_[i].meet(request.expected.chances[i]);
    // What load did cannot be planned, and what a connection met changes what is heard on it.
    if (journal_.met_by(began.connection) || was_loaded(began)) return;
    if (!request.still_open && journal_.port_shut_in(request.at, request.heard.ended)) return;
    for (std::size_t i = 0; i < request.expected.chances.size(); ++i)
      tallies_[i].consider(request.at, request.expected.chances[i],
                           dice_of(*tallies_[i].rule, request),
                           std::ranges::count(began.rules, tallies_[i].proof.rule) > 0);
    // Load tells in headers what it has left, even to those whom it lets pass.
    if (!request.expected.by_load) compare(request, told);
  }

  // Whether a rule of load made it wait, or refused it.
  bool was_loaded(const AttemptBegan& began) {
    return std::ranges::any_of(began.rules, [&](const std::string& rule) {
      const Tally* tally = tally_of(rule);
      return tally != nullptr && tally->proof.meeting == Meeting::load;
    });
  }

  // Which throw of the rule's dice decided on this request; "" for one of its own.
  std::string dice_of(const Rule& rule, const Try& request) const {
    const Probe& probe = probes_[request.probe];
    switch (rule.per) {
      case Per::attempt:
        break;
      case Per::call:
        return probe.call;
      case Per::connection:
        return std::to_string(request.connection);
      case Per::key:
        return std::string(request_for(probe.asking, probe.call).api_key());
    }
    return "";
  }

  void compare(const Try& request, const Told& told) {
    const AttemptBegan& began = *told.began;
    std::set<std::string> rules(began.rules.begin(), began.rules.end());
    rules.insert(request.expected.rules.begin(), request.expected.rules.end());
    proof_.bytes += request.bytes;
    for (const std::string& rule : rules)
      if (Tally* tally = tally_of(rule)) tally->proof.bytes += request.bytes;

    const std::string who = called(request);
    if (began.rules != request.expected.rules || began.faults != request.expected.faults)
      find(rules, who + "planned rules: " + joined_words(request.expected.rules) + " (" +
                      joined_words(request.expected.faults) + "); acting: " +
                      joined_words(began.rules) + " (" + joined_words(began.faults) + ")");
    if (!request.difference.empty()) find(rules, who + request.difference);
    const std::string ending =
        difference_in_ending(request.expected.hearing, end_of(request, told));
    if (!ending.empty() && request.difference.empty()) find(rules, who + ending);
    if (!rules.empty()) return;
    ++proof_.healthy;
    if (request.expected.status != 200 || told.ended == nullptr || told.ended->status != 200 ||
        !told.ended->told_end)
      find(who + "no rule touched it, and it was not answered whole under a 200");
  }

  // An open connection looks the same whether the response is complete or not: there the journal
  // knows.
  static Hearing end_of(const Try& request, const Told& told) {
    Hearing heard = request.heard;
    if (!request.still_open) return heard;
    const bool finished = told.ended != nullptr && told.ended->how == "finish";
    heard.left = finished ? Left::kept : Left::silent;
    if (finished) heard.ended = told.ended->at;
    return heard;
  }

  // A port that is shut keeps everybody out, or waiting.
  bool found_the_port_shut(const Try& request) {
    bool shut = false;
    for (std::size_t i = 0; i < request.at_the_door.size(); ++i) {
      if (request.at_the_door[i] < 1 || !shuts_the_port(tallies_[i])) continue;
      tallies_[i].count(request.dialled, tallies_[i].proof.faults.front().first);
      shut = true;
    }
    return shut;
  }

  static bool shuts_the_port(const Tally& tally) {
    return tally.proof.meeting == Meeting::connection &&
           find_fault(tally.rule->faults.front().fault)->word.reach.whole_port;
  }

  // Decided when the connection opened, told when it is met. A shut port is told once, as
  // connection 0; who found it shut has been counted already.
  void take(const Met& met) {
    const auto known = dialled_.find(met.connection);
    const Instant dialled = known == dialled_.end() ? met.at : known->second;
    for (std::size_t i = 0; i < met.rules.size(); ++i) {
      Tally* tally = tally_of(met.rules[i]);
      if (met.connection != 0 && tally != nullptr && !shuts_the_port(*tally))
        tally->count(dialled, met.faults[i]);
    }
  }

  static void conclude(Tally& tally);

  const Scenario& scenario_;
  const std::vector<Probe>& probes_;
  const Probed& probed_;
  Testimony journal_;
  Proof proof_;
  std::vector<Tally> tallies_;
  std::map<std::uint64_t, Instant> dialled_;  // by connection
  CallMoments asked_;                         // when each call was asked
  std::size_t unsaid_ = 0;
};

// Nothing fired before the first fire, nothing after the last: each must be likely enough.
void judge_edges(const Tally& tally, std::vector<std::string>& findings) {
  const Instant first = *tally.proof.first, last = *tally.proof.last;
  double before = 1, after = 1;
  for (const auto& [at, chance] : tally.throws) {
    if (at < first) before *= 1 - chance;
    if (at > last) after *= 1 - chance;
  }
  if (before < least_likely)
    findings.push_back("fired first at " + print_moment(first) + ", too late for its share");
  if (after < least_likely)
    findings.push_back("fired last at " + print_moment(last) + ", too early for its share");
  // Who asks again may do so when the run is over; the window is not, if nothing ends it.
  for (const Instant at : {first, last})
    if (!tally.rule->during.contains(at))
      findings.push_back("fired at " + print_moment(at) + ", outside of its window");
}

// A fault among several that had every chance to act and never did.
void judge_choices(const Tally& tally, std::vector<std::string>& findings) {
  double weights = 0;
  std::map<std::string, double> weight;
  for (const FaultChoice& choice : tally.rule->faults) {
    weights += static_cast<double>(choice.weight);
    weight[choice.fault] += static_cast<double>(choice.weight);
  }
  for (const auto& [fault, acted] : tally.proof.faults) {
    const double fires = static_cast<double>(tally.proof.fired);
    if (acted == 0 && std::pow(1 - weight[fault] / weights, fires) < least_likely)
      findings.push_back("its fault " + fault + " never acted");
  }
}

std::string why_never(const RuleProof& proof) {
  if (proof.probes == 0)
    return "never fired: nothing that the workload could ask for meets its window and where";
  const std::string probes = std::to_string(proof.probes) + " probes";
  if (proof.expected > 0)
    return "never fired: expected " + say_tenths(proof.expected) + " of " + probes;
  return "never fired: it could not have acted on any of " + probes;
}

// What concerns the rule as a whole stands before what single probes found.
void Judging::conclude(Tally& tally) {
  RuleProof& proof = tally.proof;
  if (proof.meeting == Meeting::load) return;
  std::vector<double> chances;
  for (const auto& [at, chance] : tally.throws) chances.push_back(chance);
  const Odds odds(chances);
  // At the door every throw is one of its own.
  const std::size_t hits = proof.meeting == Meeting::connection ? proof.fired : tally.hits;
  proof.expected = odds.expected();
  proof.throws = chances.size();
  std::vector<std::string> findings;
  if (proof.fired == 0) {
    findings.push_back(why_never(proof));
  } else {
    if (!odds.allows(hits))
      findings.push_back("fired " + std::to_string(hits) + " times of " +
                         std::to_string(chances.size()) + ", expected " +
                         say_tenths(proof.expected) + ": less likely than 1 in 290,000");
    if (chances.empty())
      findings.push_back(
          "fired, but never where its share could be held against the plan: other "
          "rules always had a say");
    judge_edges(tally, findings);
    judge_choices(tally, findings);
  }
  std::ranges::move(proof.findings, std::back_inserter(findings));
  if (tally.unsaid > 0) findings.push_back("and " + std::to_string(tally.unsaid) + " more");
  proof.findings = std::move(findings);
}

}  // namespace

bool Proof::held() const {
  return findings.empty() &&
         std::ranges::all_of(rules, [](const RuleProof& rule) { return rule.findings.empty(); });
}

Proof verify(const Scenario& scenario, std::uint64_t seed, const Subject& subject) {
  const std::vector<Probe> probes = plan_probes(scenario);
  const Probed probed = probe(scenario, seed, probes, subject);
  Proof proof = Judging(scenario, seed, probes, probed).judge();
  verify_by_workload(scenario, seed, proof.rules);
  return proof;
}

}  // namespace squall
