// A check: a rule that judges a run, and says what it found.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/judge.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

enum class Verdict : std::uint8_t { held, unknown, failed };  // the worst one wins
std::string_view name(Verdict verdict);

// The calls a finding rests on: the first of them by due time, and how many there are.
struct Witnesses {
  static constexpr std::size_t most = 20;
  std::vector<std::string> calls;
  std::uint64_t count = 0;
  bool operator==(const Witnesses&) const = default;
};

struct Finding {
  std::string check;
  Verdict verdict = Verdict::unknown;
  std::string expected, measured;
  Witnesses evidence;
  std::string advice;  // what to do about it; "" when held
  bool operator==(const Finding&) const = default;
};

// One row of the catalog. `run` is pure; it leaves `Finding::check` to its caller and may throw,
// which makes the finding unknown.
struct CheckKind {
  Word word;
  Finding (*run)(const Judgement&, const Scenario&, const Settings&);
};

std::span<const CheckKind* const> check_catalog();
const CheckKind* find_check(std::string_view name);
std::vector<Word> check_words();  // for the parser's vocabulary

// The scenario's checks, or the usual set when it states none, in that order; `every_rule_fired`
// and `harness_sound` run always, `effects_once` belongs to the usual set only where tools are
// offered. A history of another scenario gets `harness_sound` alone: held against a plan that it
// did not follow, a run neither keeps nor breaks anything.
std::vector<Finding> run_checks(const Judgement& judgement, const Scenario& scenario);

// One check, with what it throws turned into an unknown finding.
Finding run_check(const CheckKind& kind, const Judgement& judgement, const Scenario& scenario,
                  const Settings& settings);

// `unknown` for no findings at all: nothing was judged.
Verdict worst(std::span<const Finding> findings);

// --- what checks share ---------------------------------------------------------------------------

Witnesses witnesses(const Judgement& judgement,
                    const std::function<bool(const JudgedCall&)>& counts);

// True when the history names another scenario, or another version of this one.
bool is_of_another_scenario(const Judgement& judgement, const Scenario& scenario);

// True when calls of this workload, or of this run, offered tools, so that side effects may come.
bool offers_tools(const Judgement& judgement, const Scenario& scenario);

// Whether a share of all calls keeps its limit, however the pending ones would have ended. Unknown
// without calls.
Verdict at_most(std::uint64_t count, const Figures& figures, Ratio most);
Verdict at_least(std::uint64_t count, const Figures& figures, Ratio least);

// `, 3 pending`, or nothing.
std::string say_pending(const Figures& figures);

}  // namespace squall
