// Puts a report together and says its common parts.
#include "reports/report.hpp"

#include <algorithm>

#include "reports/words.hpp"

namespace squall {
namespace {

std::string quoted(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

// The file as the run was given it, because a scenario's name is not its path.
std::string scenario_file(const RunBegan& run) {
  const auto is_file = [](const std::string& word) {
    return word.ends_with(".yaml") || word.ends_with(".yml");
  };
  const auto at = std::ranges::find_if(run.argv, is_file);
  return at == run.argv.end() ? run.scenario : *at;
}

}  // namespace

Report make_report(History history, const Scenario& scenario) {
  Report report;
  report.scenario = scenario.name;
  report.title = scenario.title;
  report.judgement = judge(std::move(history), scenario);
  report.findings = run_checks(report.judgement, scenario);
  report.verdict = worst(report.findings);
  return report;
}

int exit_code(Verdict verdict) {
  if (verdict == Verdict::held) return 0;
  return verdict == Verdict::failed ? 1 : 2;
}

std::string stack_of(const Report& report) {
  const Stories& stories = report.judgement.stories;
  if (stories.run && !stories.run->stack.empty()) return stories.run->stack;
  return stories.stack ? stories.stack->stack : "";
}

std::string repeat_command(const Report& report) {
  const RunBegan* run = report.judgement.stories.run;
  if (!run) return "";
  std::string text = "squall run " + quoted(scenario_file(*run));
  if (!run->stack.empty()) text += " --stack " + quoted(run->stack);
  text += " --seed " + std::to_string(run->seed);
  if (!run->speed.empty()) text += " --speed " + quoted(run->speed);
  return text;
}

const Format* find_format(std::string_view name) {
  for (const Format* format : format_catalog())
    if (format->name == name) return format;
  return nullptr;
}

Paint paint_of(Verdict verdict) {
  if (verdict == Verdict::held) return Paint::green;
  return verdict == Verdict::failed ? Paint::red : Paint::yellow;
}

std::string upper(std::string_view text) {
  std::string up(text);
  for (char& c : up)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return up;
}

std::string say(const Recovery& recovery) {
  return recovery.state == Recovery::State::recovered ? say_moment(recovery.at)
                                                      : std::string(name(recovery.state));
}

std::string say_lag(const ModelJudgement& model) {
  if (model.lag) return say_time(*model.lag);
  return model.calls.state == Recovery::State::never ? "never" : "-";
}

std::vector<Ending> shown_endings(std::span<const Figures* const> figures) {
  std::vector<Ending> shown{Ending::answered_truly, Ending::truncated, Ending::wrong,
                            Ending::failed,         Ending::late,      Ending::hung};
  for (const Ending rare : {Ending::degraded, Ending::pending})
    if (std::ranges::any_of(figures, [&](const Figures* f) { return f->count(rare) > 0; }))
      shown.push_back(rare);
  return shown;
}

Cell count_cell(const Figures& figures, Ending ending) {
  const std::uint64_t count = figures.count(ending);
  const bool is_silent = ending == Ending::truncated || ending == Ending::wrong;
  const bool is_fine = ending == Ending::answered_truly || count == 0;
  const bool is_bad = is_silent || ending == Ending::hung;
  return {std::to_string(count), is_fine ? Paint::plain : is_bad ? Paint::red : Paint::yellow};
}

}  // namespace squall
