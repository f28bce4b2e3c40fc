// The report for a terminal: the verdict, what was found, the figures, and how to repeat the run.
#include <algorithm>
#include <map>

#include "reports/report.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

constexpr std::size_t label_width = 10;
constexpr std::size_t check_width = 18;
constexpr std::size_t finding_indent = 9;
constexpr std::size_t most_shown_calls = 8;

std::string title(std::string_view text, const Style& style) {
  return "\n" + painted(text, Paint::bold, style) + "\n";
}

std::string line(std::string_view label, const std::string& text, std::size_t indent = 0,
                 std::size_t width = label_width) {
  if (text.empty()) return "";
  const std::string fill(width - std::min(width, columns(label)), ' ');
  return std::string(indent, ' ') + std::string(label) + fill + wrapped(text, indent + width) +
         "\n";
}

// --- head ----------------------------------------------------------------------------------------

std::string version_of(const RunBegan& run) {
  std::string text = "squall " + run.squall;
  if (!run.commit.empty()) text += " (" + run.commit + ")";
  return text + (run.compiler.empty() ? "" : ", " + run.compiler);
}

std::string head(const Report& report, const Style& style) {
  const Stories& stories = report.judgement.stories;
  const std::string stack = stack_of(report);
  std::string out = painted(upper(name(report.verdict)), paint_of(report.verdict), style) + "  " +
                    wrapped((stack.empty() ? "an unnamed stack" : stack) + " in " +
                                report.scenario + (report.title.empty() ? "" : ": " + report.title),
                            name(report.verdict).size() + 2) +
                    "\n\n";
  std::string parts;
  if (stories.stack)
    for (const auto& [part, version] : stories.stack->versions)
      parts += (parts.empty() ? "" : ", ") + part + " " + version;
  out += line("stack", stack + (stack.empty() || parts.empty() ? "" : ": ") + parts);
  if (const RunBegan* run = stories.run) {
    out += line("run", "seed " + std::to_string(run->seed) + ", speed " + run->speed +
                           (run->started.empty() ? "" : ", started " + run->started));
    out += line("by", version_of(*run));
  }
  return out;
}

// --- findings ------------------------------------------------------------------------------------

std::string say_evidence(const Witnesses& evidence,
                         const std::map<std::string_view, std::string>& details) {
  if (evidence.count == 0) return "";
  std::string text;
  const std::size_t shown = std::min(most_shown_calls, evidence.calls.size());
  for (std::size_t i = 0; i < shown; ++i) {
    text += (i == 0 ? "" : ", ") + evidence.calls[i];
    const auto detail = details.find(evidence.calls[i]);
    if (i < 3 && detail != details.end()) text += " (" + detail->second + ")";
  }
  if (evidence.count > shown) text += " and " + std::to_string(evidence.count - shown) + " more";
  return text;
}

// What is known of the calls that serve as evidence.
std::map<std::string_view, std::string> details_of(const Report& report) {
  std::map<std::string_view, std::string> details;
  for (const Finding& finding : report.findings)
    for (const std::string& call : finding.evidence.calls) details.emplace(call, "");
  for (std::size_t i = 0; i < report.judgement.calls.size(); ++i) {
    const auto at = details.find(report.judgement.stories.calls[i].began->call);
    if (at == details.end()) continue;
    const JudgedCall& call = report.judgement.calls[i];
    at->second = call.flaw == Flaw::none ? name(call.ending) : name(call.flaw);
    if (!call.detail.empty()) at->second += ": " + call.detail;
  }
  return details;
}

std::string findings(const Report& report, const Style& style) {
  const auto details = details_of(report);
  std::vector<const Finding*> order;
  for (const Finding& finding : report.findings) order.push_back(&finding);
  std::ranges::stable_sort(order, std::ranges::greater{}, &Finding::verdict);
  std::string out = title("Findings", style);
  for (const Finding* finding : order) {
    const std::string verdict(name(finding->verdict));
    if (finding->verdict == Verdict::held) {
      out += painted("held", Paint::green, style) + "     " +
             line(finding->check, finding->measured, finding_indent, check_width)
                 .substr(finding_indent);
      continue;
    }
    out += painted(verdict, paint_of(finding->verdict), style) +
           std::string(finding_indent - verdict.size(), ' ') + finding->check + "\n";
    out += line("expected", finding->expected, finding_indent);
    out += line("measured", finding->measured, finding_indent);
    out += line("calls", say_evidence(finding->evidence, details), finding_indent);
    out += line("advice", finding->advice, finding_indent);
  }
  return out;
}

// --- figures -------------------------------------------------------------------------------------

std::vector<Cell> header(std::initializer_list<std::string_view> names) {
  std::vector<Cell> cells;
  for (const std::string_view name : names) cells.push_back({std::string(name), Paint::faint});
  return cells;
}

std::string say_effects(const EffectCounts& effects) {
  if (effects.made == 0) return "";
  return std::to_string(effects.made) + " made, " + std::to_string(effects.repeated) +
         " of them again for the same order";
}

std::string calls_by_model(const Judgement& judgement, const Style& style) {
  const Figures* all[] = {&judgement.all};
  const std::vector<Ending> shown = shown_endings(all);
  std::vector<Cell> head = header({"model", "calls"});
  for (const Ending ending : shown) head.push_back({std::string(name(ending)), Paint::faint});
  Table table(std::move(head));
  const auto add = [&](const std::string& label, const Figures& figures) {
    std::vector<Cell> row{{label}, {std::to_string(figures.calls())}};
    for (const Ending ending : shown) row.push_back(count_cell(figures, ending));
    table.add(std::move(row));
  };
  for (const ModelJudgement& model : judgement.models) add(label(judgement, model), model.figures);
  if (judgement.models.size() > 1) add("all", judgement.all);
  return title("Calls", style) + table.print(style) +
         line("effects", say_effects(judgement.effects));
}

std::string recovery_by_model(const Judgement& judgement, const Style& style) {
  Table table(
      header({"model", "outage over", "seen on the wire", "calls well", "lag", "all rules over"}));
  for (const ModelJudgement& model : judgement.models) {
    const bool is_lost = model.calls.state == Recovery::State::never;
    const auto over = model.planned.outage_over;
    table.add({{label(judgement, model)},
               {over ? say_moment(*over) : "-"},
               {say(model.server)},
               {say(model.calls), is_lost ? Paint::red : Paint::plain},
               {say_lag(model), is_lost ? Paint::red : Paint::plain},
               {say_moment(model.planned.all_clear)}});
  }
  return title("Recovery", style) + table.print(style);
}

std::string work_by_model(const Judgement& judgement, const Style& style) {
  Table table(header(
      {"model", "attempts", "per call", "most", "amplification", "median", "p95", "longest"}));
  const auto add = [&](const std::string& label, const Figures& figures) {
    const auto& latency = figures.latency;
    table.add({{label},
               {std::to_string(figures.attempts)},
               {say_number(figures.mean_attempts())},
               {std::to_string(figures.most_attempts())},
               {say_number(figures.amplification())},
               {latency ? say_time(latency->median) : "-"},
               {latency ? say_time(latency->p95) : "-"},
               {latency ? say_time(latency->most) : "-"}});
  };
  for (const ModelJudgement& model : judgement.models) add(label(judgement, model), model.figures);
  if (judgement.models.size() > 1) add("all", judgement.all);
  std::string spread;
  for (const auto& [attempts, calls] : judgement.all.attempts_per_call)
    spread +=
        (spread.empty() ? "" : ", ") + std::to_string(attempts) + " x " + std::to_string(calls);
  return title("Attempts, and latency of true answers from when they were due", style) +
         table.print(style) + line("spread", spread.empty() ? "" : "attempts x calls: " + spread);
}

std::string write(const Report& report, const Style& style) {
  std::string out = head(report, style) + findings(report, style);
  if (!report.judgement.models.empty())
    out += calls_by_model(report.judgement, style) + recovery_by_model(report.judgement, style) +
           work_by_model(report.judgement, style);
  const std::string repeat = repeat_command(report);
  return repeat.empty() ? out : out + "\n" + repeat + "\n";
}

}  // namespace

extern constinit const Format text_format{"text", "For people, in a terminal.", write};

}  // namespace squall
