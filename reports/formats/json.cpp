// The report for programs: everything, in a stable order, times in nanoseconds of scenario time.
#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/report.hpp"

namespace squall {
namespace {

using Ordered = nlohmann::ordered_json;

// Grows when a key changes its meaning or goes away; new keys may come at any time.
constexpr int schema = 1;

Ordered moment(const std::optional<Duration>& at) {
  return at ? Ordered(at->count()) : Ordered(nullptr);
}

double rounded(double number) { return std::round(number * 1000) / 1000; }

Ordered of(const Figures& figures) {
  Ordered out;
  out["calls"] = figures.calls();
  for (std::size_t i = 0; i < ending_count; ++i)
    out["endings"][std::string(name(static_cast<Ending>(i)))] = figures.endings[i];
  out["attempts"] = figures.attempts;
  out["steps"] = figures.steps;
  out["attempts_per_call_mean"] = rounded(figures.mean_attempts());
  out["attempts_per_call_most"] = figures.most_attempts();
  out["amplification"] = rounded(figures.amplification());
  out["calls_by_attempts"] = Ordered::object();
  for (const auto& [attempts, calls] : figures.attempts_per_call)
    out["calls_by_attempts"][std::to_string(attempts)] = calls;
  out["latency"] = nullptr;
  if (figures.latency)
    out["latency"] = {{"median_ns", figures.latency->median.count()},
                      {"p95_ns", figures.latency->p95.count()},
                      {"most_ns", figures.latency->most.count()}};
  return out;
}

Ordered of(const Recovery& recovery) {
  const bool is_over = recovery.state == Recovery::State::recovered;
  const bool was_down = is_over || recovery.state == Recovery::State::never;
  return {{"state", name(recovery.state)},
          {"down_at_ns", was_down ? Ordered(recovery.down_at.count()) : Ordered(nullptr)},
          {"recovered_at_ns", is_over ? Ordered(recovery.at.count()) : Ordered(nullptr)}};
}

Ordered of(const ModelJudgement& model) {
  Ordered out{{"platform", model.platform}, {"model", model.model}};
  out["figures"] = of(model.figures);
  out["outage_over_ns"] = moment(model.planned.outage_over);
  out["all_clear_ns"] = model.planned.all_clear.count();
  out["server"] = of(model.server);
  out["calls"] = of(model.calls);
  out["lag_ns"] = moment(model.lag);
  return out;
}

Ordered of(const Finding& finding) {
  return {{"check", finding.check},
          {"verdict", name(finding.verdict)},
          {"expected", finding.expected},
          {"measured", finding.measured},
          {"evidence", {{"count", finding.evidence.count}, {"calls", finding.evidence.calls}}},
          {"advice", finding.advice}};
}

Ordered of(const RunBegan& run) {
  return {{"squall", run.squall},     {"commit", run.commit},   {"compiler", run.compiler},
          {"scenario", run.scenario}, {"digest", run.digest},   {"seed", run.seed},
          {"speed", run.speed},       {"started", run.started}, {"stack", run.stack},
          {"argv", run.argv}};
}

std::string write(const Report& report, const Style&) {
  const Judgement& judgement = report.judgement;
  const Stories& stories = judgement.stories;
  Ordered out{{"schema", schema}, {"verdict", name(report.verdict)}};
  out["scenario"] = report.scenario;
  out["title"] = report.title;
  out["stack"] = stack_of(report);
  out["versions"] = Ordered::object();
  if (stories.stack)
    for (const auto& [part, version] : stories.stack->versions) out["versions"][part] = version;
  out["run"] = stories.run ? of(*stories.run) : Ordered(nullptr);
  out["repeat"] = repeat_command(report);
  out["findings"] = Ordered::array();
  for (const Finding& finding : report.findings) out["findings"].push_back(of(finding));
  out["all"] = of(judgement.all);
  if (judgement.effects.made > 0)
    out["effects"] = {{"made", judgement.effects.made}, {"repeated", judgement.effects.repeated}};
  out["models"] = Ordered::array();
  for (const ModelJudgement& model : judgement.models) out["models"].push_back(of(model));
  out["rules"] = Ordered::array();
  for (const RuleUse& use : judgement.rules)
    out["rules"].push_back({{"rule", use.rule}, {"fired", use.fired}});
  // What a stack says about itself need not be UTF-8.
  return out.dump(2, ' ', false, Ordered::error_handler_t::replace) + "\n";
}

}  // namespace

extern constinit const Format json_format{"json", "For programs, with a stable order of keys.",
                                          write};

}  // namespace squall
