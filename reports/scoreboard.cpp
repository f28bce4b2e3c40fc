// Several stacks through one scenario, one line each.
#include <algorithm>
#include <tuple>

#include "reports/report.hpp"
#include "reports/words.hpp"

namespace squall {
namespace {

// The longest any model's calls stayed bad: `never` beats every figure.
std::string worst_lag(const Judgement& judgement) {
  const ModelJudgement* worst = nullptr;
  for (const ModelJudgement& model : judgement.models) {
    if (model.calls.state == Recovery::State::never) return "never";
    if (model.lag && (!worst || *model.lag > *worst->lag)) worst = &model;
  }
  return worst ? say_lag(*worst) : "-";
}

bool is_better(const Report* a, const Report* b) {
  const auto rank = [](const Report& report) {
    const Figures& all = report.judgement.all;
    const double missed = 1 - static_cast<double>(all.count(Ending::answered_truly)) /
                                  static_cast<double>(std::max<std::uint64_t>(1, all.calls()));
    return std::tuple(report.verdict, missed, stack_of(report));
  };
  return rank(*a) < rank(*b);
}

}  // namespace

std::string scoreboard(std::span<const Report> reports, std::span<const Skipped> skipped,
                       const Style& style) {
  std::vector<const Report*> order;
  std::vector<const Figures*> figures;
  for (const Report& report : reports) {
    order.push_back(&report);
    figures.push_back(&report.judgement.all);
  }
  std::ranges::stable_sort(order, is_better);
  const std::vector<Ending> shown = shown_endings(figures);
  std::vector<Cell> header{
      {"stack", Paint::bold}, {"verdict", Paint::bold}, {"calls", Paint::bold}};
  for (const Ending ending : shown) header.push_back({std::string(name(ending)), Paint::bold});
  header.push_back({"attempts", Paint::bold});
  header.push_back({"lag", Paint::bold});
  Table table(std::move(header));
  for (const Report* report : order) {
    const Figures& all = report->judgement.all;
    std::vector<Cell> row{{stack_of(*report)},
                          {std::string(name(report->verdict)), paint_of(report->verdict)},
                          {std::to_string(all.calls())}};
    for (const Ending ending : shown) row.push_back(count_cell(all, ending));
    row.push_back({say_number(all.mean_attempts())});
    row.push_back({worst_lag(report->judgement)});
    table.add(std::move(row));
  }
  std::string out = reports.empty() ? "" : table.print(style);
  for (const Skipped& skip : skipped)
    out += painted(wrapped(skip.stack + " skipped: " + skip.why, 0), Paint::faint, style) + "\n";
  if (!reports.empty())
    out += painted(
               "attempts: per call, mean; lag: the slowest model's, from its outage's end to its "
               "calls' recovery",
               Paint::faint, style) +
           "\n";
  return out;
}

}  // namespace squall
