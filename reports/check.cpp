// Runs checks and adds up their verdicts.
#include "reports/check.hpp"

#include <algorithm>
#include <array>
#include <exception>

#include "reports/words.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

constexpr std::array<std::string_view, 7> usual{
    "every_rule_fired", "complete_answers", "right_answers", "effects_once",
    "no_hangs",         "recovers",         "harness_sound"};
constexpr std::array<std::string_view, 2> always{"every_rule_fired", "harness_sound"};

Finding run_named(std::string_view name, const Judgement& judgement, const Scenario& scenario,
                  const Settings* settings) {
  const CheckKind* kind = find_check(name);
  if (kind)
    return run_check(*kind, judgement, scenario,
                     settings ? *settings : Settings(kind->word.settings));
  Finding finding;
  finding.check = name;
  finding.measured = "this squall has no such check";
  finding.advice = "judge it with the version that the scenario was written for";
  return finding;
}

}  // namespace

std::string_view name(Verdict verdict) {
  constexpr std::string_view names[] = {"held", "unknown", "failed"};
  return names[static_cast<std::size_t>(verdict)];
}

const CheckKind* find_check(std::string_view name) {
  for (const CheckKind* kind : check_catalog())
    if (kind->word.name == name) return kind;
  return nullptr;
}

std::vector<Word> check_words() {
  std::vector<Word> words;
  for (const CheckKind* kind : check_catalog()) words.push_back(kind->word);
  return words;
}

Finding run_check(const CheckKind& kind, const Judgement& judgement, const Scenario& scenario,
                  const Settings& settings) {
  Finding finding;
  try {
    finding = kind.run(judgement, scenario, settings);
  } catch (const std::exception& error) {
    finding = {};
    finding.measured = std::string("the check itself went wrong: ") + error.what();
    finding.advice = "keep the run's directory and report it: the history can be judged again";
  }
  finding.check = kind.word.name;
  return finding;
}

std::vector<Finding> run_checks(const Judgement& judgement, const Scenario& scenario) {
  if (is_of_another_scenario(judgement, scenario))
    return {run_named("harness_sound", judgement, scenario, nullptr)};
  std::vector<Finding> findings;
  for (const Expectation& expectation : scenario.expect)
    findings.push_back(run_named(expectation.check, judgement, scenario, &expectation.with));
  const std::span<const std::string_view> more =
      scenario.expect.empty() ? std::span<const std::string_view>(usual) : always;
  for (const std::string_view check : more) {
    const bool is_idle = check == "effects_once" && !offers_tools(judgement, scenario);
    if (!is_idle && std::ranges::count(findings, check, &Finding::check) == 0)
      findings.push_back(run_named(check, judgement, scenario, nullptr));
  }
  return findings;
}

Verdict worst(std::span<const Finding> findings) {
  if (findings.empty()) return Verdict::unknown;
  return std::ranges::max_element(findings, {}, &Finding::verdict)->verdict;
}

Witnesses witnesses(const Judgement& judgement,
                    const std::function<bool(const JudgedCall&)>& counts) {
  Witnesses witnesses;
  for (std::size_t i = 0; i < judgement.calls.size(); ++i) {
    if (!counts(judgement.calls[i])) continue;
    if (witnesses.count++ < Witnesses::most)
      witnesses.calls.push_back(judgement.stories.calls[i].began->call);
  }
  return witnesses;
}

bool is_of_another_scenario(const Judgement& judgement, const Scenario& scenario) {
  const RunBegan* run = judgement.stories.run;
  return run && run->digest != hex(scenario.digest);
}

bool offers_tools(const Judgement& judgement, const Scenario& scenario) {
  return judgement.effects.made > 0 ||
         std::ranges::any_of(scenario.workload.classes, &CallClass::tools) ||
         std::ranges::any_of(judgement.stories.calls,
                             [](const Story& story) { return story.began->tools; });
}

Verdict at_most(std::uint64_t count, const Figures& figures, Ratio most) {
  const std::uint64_t all = figures.calls();
  if (all == 0) return Verdict::unknown;
  if (!(Ratio{count, all} <= most)) return Verdict::failed;
  const std::uint64_t perhaps = count + figures.count(Ending::pending);
  return Ratio{perhaps, all} <= most ? Verdict::held : Verdict::unknown;
}

Verdict at_least(std::uint64_t count, const Figures& figures, Ratio least) {
  const std::uint64_t all = figures.calls();
  if (all == 0) return Verdict::unknown;
  if (least <= Ratio{count, all}) return Verdict::held;
  const std::uint64_t perhaps = count + figures.count(Ending::pending);
  return least <= Ratio{perhaps, all} ? Verdict::unknown : Verdict::failed;
}

std::string say_pending(const Figures& figures) {
  const std::uint64_t pending = figures.count(Ending::pending);
  return pending == 0 ? "" : ", " + std::to_string(pending) + " pending";
}

}  // namespace squall
