// Once a model is well again, its calls soon are, and stay so.
#include <algorithm>

#include "reports/check.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"within", SettingKind::duration, "5min", "0s..24h",
                                 "how long after a model's outage its calls may still be bad"}};

using State = Recovery::State;

// What is known of one model: how it did, and when its calls should have been well.
struct Case {
  Verdict verdict = Verdict::held;
  std::string text;
  std::optional<Instant> due_by;
};

// Not one true answer, and no outage to outlive: none was planned, and the wire saw none.
bool failed_by_itself(const ModelJudgement& model) {
  const bool was_server_down =
      model.server.state == State::recovered || model.server.state == State::never;
  return model.calls.state == State::never && !model.planned.outage_over && !was_server_down &&
         model.figures.count(Ending::answered_truly) == 0;
}

Case judge_model(const ModelJudgement& model, Duration within) {
  const State state = model.calls.state;
  if (state == State::not_seen) return {Verdict::unknown, "no call can be judged", {}};
  if (state == State::not_hit || state == State::not_down)
    return {Verdict::held, std::string(name(state)), {}};
  const auto over = outage_over(model);
  if (!over) return {Verdict::unknown, "the server was down to the end", {}};
  if (failed_by_itself(model))
    return {Verdict::failed, "never once, and the server was well", over};
  const Instant due_by = *over + within;
  if (model.last_due < *over)
    return {Verdict::unknown, "no calls after " + say_moment(*over), due_by};
  if (state == State::recovered)
    return {model.calls.at <= due_by ? Verdict::held : Verdict::failed,
            "after " + say_time(*model.lag), due_by};
  if (model.last_due < due_by)
    return {Verdict::unknown,
            "not by the last call, " + say_time(model.last_due - *over) + " after it", due_by};
  return {Verdict::failed, "never", due_by};
}

// Only what decided the verdict is told, model by model.
Finding run(const Judgement& judgement, const Scenario&, const Settings& with) {
  const Duration within = with.duration("within");
  std::vector<Case> cases;
  for (const ModelJudgement& model : judgement.models) cases.push_back(judge_model(model, within));
  const auto worst = std::ranges::max_element(cases, {}, &Case::verdict);
  Finding finding;
  finding.verdict = cases.empty() ? Verdict::unknown : worst->verdict;
  finding.expected =
      "each model's calls are well " + say_time(within) + " after its outage, for good";
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (cases[i].verdict == finding.verdict)
      finding.measured += (finding.measured.empty() ? "" : "; ") +
                          label(judgement, judgement.models[i]) + " " + cases[i].text;
  if (cases.empty()) finding.measured = "no calls";
  if (finding.verdict == Verdict::held) return finding;
  finding.evidence = witnesses(judgement, [&](const JudgedCall& call) {
    const Case& its = cases[call.group];
    return its.verdict == finding.verdict && its.due_by && call.due >= *its.due_by &&
           call.ending != Ending::answered_truly && call.ending != Ending::pending;
  });
  finding.advice = finding.verdict == Verdict::failed
                       ? "look for what outlives the outage: open breakers, cooldowns, exhausted "
                         "retry budgets, dead pooled connections, a queue of stale calls"
                       : "let the run go on for longer after the last rule's window";
  return finding;
}

}  // namespace

extern constinit const CheckKind recovers{
    {"recovers", "Once a model is well again, its calls soon are, and stay so.", settings}, run};

}  // namespace squall
