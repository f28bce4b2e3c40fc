// The timeline as a table: what goes wrong, for whom, how often, and how well that is known.
#include <algorithm>
#include <array>
#include <numeric>
#include <optional>

#include "scenarios/explain_parts.hpp"
#include "scenarios/readers.hpp"

namespace squall {
namespace {

constexpr std::size_t columns = 7;

struct Row {
  Instant at{};
  bool is_page = false;
  std::array<std::string, columns> cells;
};

std::string_view arrow(const ExplainStyle& style) { return style.ascii ? " -> " : " → "; }

std::string what_of(const Rule& rule, const Vocabulary& words) {
  std::uint64_t total = 0;
  for (const FaultChoice& choice : rule.faults) total += choice.weight;
  std::string text;
  for (const FaultChoice& choice : rule.faults) {
    if (!text.empty()) text += "; ";
    if (rule.faults.size() > 1) text += percent({choice.weight, total}) + " ";
    text += choice.fault;
    const std::string settings = settings_in_words(choice.with, words.faults, choice.fault, false);
    if (!settings.empty()) text += ": " + settings;
  }
  return text;
}

std::string any_of(const std::vector<std::string>& globs) {
  return joined(std::vector<std::string_view>(globs.begin(), globs.end()), " or ");
}

template <class Window>
std::string window_of(const Window& window) {
  const bool open = window.last == Window{}.last;
  return std::to_string(window.first) + ".." + (open ? "" : std::to_string(window.last));
}

std::string whom_of(const Rule& rule) {
  const Match& where = rule.where;
  std::vector<std::string> parts;
  if (!where.platform.empty()) parts.push_back(any_of(where.platform));
  if (!where.model.empty()) parts.push_back("model " + any_of(where.model));
  if (!where.endpoint.empty()) parts.push_back("endpoint " + any_of(where.endpoint));
  if (where.stream) parts.emplace_back(*where.stream ? "streaming" : "not streaming");
  if (where.tools) parts.emplace_back(*where.tools ? "with tools" : "without tools");
  for (const auto& [name, glob] : where.header) parts.push_back(name + ": " + glob);
  if (rule.calls != CallWindow{}) parts.push_back("calls " + window_of(rule.calls));
  if (rule.attempts.last == rule.attempts.first + 1)
    parts.push_back("attempt " + std::to_string(rule.attempts.first));
  else if (rule.attempts != AttemptWindow{})
    parts.push_back("attempts " + window_of(rule.attempts));
  if (parts.empty()) return "everything";
  return joined(std::vector<std::string_view>(parts.begin(), parts.end()), ", ");
}

std::string share_of(const Share& share, const ExplainStyle& style) {
  switch (share.shape) {
    case Share::Shape::constant:
      return percent(share.level);
    case Share::Shape::ramp:
      return percent(share.level) + std::string(arrow(style)) + percent(share.other);
    case Share::Shape::square: {
      const std::string wave = "square " + print(share.on) + "/" + print(share.period);
      if (share.level == Ratio{1, 1} && share.other == Ratio{0, 1}) return wave;
      return wave + ", " + percent(share.level) + " else " + percent(share.other);
    }
    case Share::Shape::points: {
      std::string text;
      for (const Share::Point& point : share.points)
        text += (text.empty() ? "" : std::string(arrow(style))) + percent(point.share);
      return text;
    }
  }
  return "";
}

std::string share_of(const Rule& rule, const ExplainStyle& style) {
  std::string text = share_of(rule.share, style);
  if (rule.per == Per::attempt) return text;
  return text + " per " + std::string(per_names[static_cast<std::size_t>(rule.per)]);
}

// Of window and share; one word where they agree.
std::string evidence_in_words(const EvidenceMarks& marks, std::string_view one,
                              std::string_view other) {
  const auto name = [&](std::string_view key) {
    return std::string(evidence_names[static_cast<std::size_t>(evidence_of(marks, key))]);
  };
  return name(one) == name(other) ? name(one) : name(one) + ", " + name(other);
}

std::vector<Row> rows_of(const Scenario& scenario, const Vocabulary& words,
                         const ExplainStyle& style) {
  std::vector<Row> rows;
  for (const Rule& rule : scenario.rules) {
    const bool from_start = rule.during.from == TimeWindow{}.from;
    const bool to_end = rule.during.to == TimeWindow{}.to;
    rows.push_back({from_start ? -scenario.warm_up : rule.during.from,
                    false,
                    {from_start ? "start" : print_moment(rule.during.from),
                     to_end ? "end" : print_moment(rule.during.to), rule.id, what_of(rule, words),
                     whom_of(rule), share_of(rule, style),
                     evidence_in_words(rule.evidence, "during", "share")}});
  }
  for (const StatusUpdate& update : scenario.status_page) {
    std::string what = update.says;
    if (!update.impact.empty()) what += " (" + update.impact + ")";
    if (!update.text.empty()) what += ": " + update.text;
    rows.push_back({update.at,
                    true,
                    {print_moment(update.at), "", "status page", what, any_of(update.components),
                     "", evidence_in_words(update.evidence, "at", "at")}});
  }
  std::ranges::stable_sort(rows, {}, &Row::at);
  return rows;
}

// Every column as wide as it needs, but no wordy one beyond measure; then the one that is furthest
// above its least width gives way, until the table fits.
std::array<std::size_t, columns> widths_of(const std::vector<Row>& rows, std::size_t width) {
  constexpr std::array<std::size_t, columns> most{14, 14, 18, 60, 22, 18, 12};
  constexpr std::array<std::size_t, columns> least{14, 14, 8, 14, 10, 10, 10};
  constexpr std::size_t gap = 2;
  std::array<std::size_t, columns> widths{};
  for (const Row& row : rows)
    for (std::size_t i = 0; i < columns; ++i)
      widths[i] = std::min(most[i], std::max(widths[i], columns_of(row.cells[i])));
  const auto above_least = [&](std::size_t i) {
    return widths[i] > least[i] ? widths[i] - least[i] : 0;
  };
  while (std::accumulate(widths.begin(), widths.end(), gap * (columns - 1)) > width) {
    std::size_t widest = 0;
    for (std::size_t i = 1; i < columns; ++i)
      if (above_least(i) > above_least(widest)) widest = i;
    if (above_least(widest) == 0) break;
    --widths[widest];
  }
  return widths;
}

void append_row(std::string& text, const Row& row, const std::array<std::size_t, columns>& widths,
                const ExplainStyle& style, std::optional<Tint> tint) {
  std::array<std::vector<std::string>, columns> cells;
  std::size_t height = 1;
  for (std::size_t i = 0; i < columns; ++i) {
    cells[i] = wrapped_lines(row.cells[i], std::max<std::size_t>(widths[i], 1));
    height = std::max(height, cells[i].size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    std::string whole;
    for (std::size_t i = 0; i < columns; ++i) {
      const std::string cell = line < cells[i].size() ? cells[i][line] : "";
      whole += padded(cell, widths[i]) + (i + 1 < columns ? "  " : "");
    }
    whole.erase(whole.find_last_not_of(' ') + 1);
    text += (tint ? tinted(whole, *tint, style) : whole) + "\n";
  }
}

}  // namespace

std::string explain_timeline(const Scenario& scenario, const Vocabulary& words,
                             const ExplainStyle& style) {
  std::vector<Row> rows = rows_of(scenario, words, style);
  if (rows.empty()) return "Nothing goes wrong.\n";
  const Row head{{}, false, {"from", "to", "rule", "what", "whom", "share", "evidence"}};
  rows.insert(rows.begin(), head);
  const auto widths = widths_of(rows, style.width);
  std::string text;
  for (const Row& row : rows) {
    std::optional<Tint> tint;
    if (&row == &rows.front()) tint = Tint::strong;
    if (row.is_page) tint = Tint::page;
    append_row(text, row, widths, style, tint);
  }
  return text;
}

}  // namespace squall
