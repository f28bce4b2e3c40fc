// A report: the judgement of one run with its findings, and the formats that tell people.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/check.hpp"
#include "reports/style.hpp"

namespace squall {

struct Report {
  std::string scenario, title;  // the scenario's own name and title
  Judgement judgement;          // its stories' `run` and `stack` head the report
  std::vector<Finding> findings;
  Verdict verdict = Verdict::unknown;  // the worst of the findings
};

Report make_report(History history, const Scenario& scenario);

// 0 held, 1 failed, 2 unknown. Bad input (3) and a harness that failed (4) are main's.
int exit_code(Verdict verdict);

// The stack's name as the run was started with; "" when the history lacks it.
std::string stack_of(const Report& report);

// `squall run scenarios/june5.yaml --stack x --seed 7 --speed 60`, quoted for a shell.
std::string repeat_command(const Report& report);

// One row of the catalog of formats. `write` is pure and gives the whole text.
struct Format {
  std::string_view name, about;
  std::string (*write)(const Report&, const Style&);
};

std::span<const Format* const> format_catalog();
const Format* find_format(std::string_view name);

// A stack that was asked for but could not be run, and why.
struct Skipped {
  std::string stack, why;
};

// One line a stack: held before unknown before failed, then by their share of true answers.
std::string scoreboard(std::span<const Report> reports, std::span<const Skipped> skipped,
                       const Style& style);

// --- what formats share --------------------------------------------------------------------------

Paint paint_of(Verdict verdict);
std::string upper(std::string_view text);  // ASCII

// `+1h51min` or the state's name.
std::string say(const Recovery& recovery);
// `32s`, `never`, or `-` where there is nothing to measure.
std::string say_lag(const ModelJudgement& model);

// Which endings get a column: those that hardly ever happen only when they did.
std::vector<Ending> shown_endings(std::span<const Figures* const> figures);
// The ending's count; red or yellow where it is bad news.
Cell count_cell(const Figures& figures, Ending ending);

}  // namespace squall
