// The picture: how much of each model's traffic meets a fault, over the run.
#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/explain_parts.hpp"
#include "scenarios/text.hpp"
#include "scenarios/timeline.hpp"

namespace squall {
namespace {

struct Line {
  std::string platform, model, label;
  bool stream = true, tools = false;
};

// The models of the workload first, then those that only rules name. A glob that fits none of them
// gets a line of its own, because it stands for models that somebody meant.
std::vector<Line> lines_of(const Scenario& scenario) {
  std::vector<Line> lines;
  const auto add = [&](const std::string& platform, const std::string& model, bool stream,
                       bool tools) {
    for (Line& line : lines)
      if (line.platform == platform && line.model == model) {
        line.stream = line.stream || stream;
        return;
      }
    lines.push_back({platform, model, model, stream, tools});
  };
  for (const CallClass& calls : scenario.workload.classes) {
    for (const std::string& model : calls.models)
      add(calls.platform, model, calls.stream, calls.tools);
    for (const std::string& model : calls.fallbacks)
      add(calls.platform, model, calls.stream, calls.tools);
  }
  for (const Rule& rule : scenario.rules)
    for (const std::string& glob : rule.where.model) {
      const auto fits = [&](const Line& line) { return matches_glob(glob, line.model); };
      if (std::ranges::any_of(lines, fits)) continue;
      const auto& platforms = rule.where.platform;
      const std::string usual = lines.empty() ? "" : lines.front().platform;
      add(platforms.empty() ? usual : platforms.front(), glob, true, false);
    }
  const auto elsewhere = [&](const Line& line) { return line.platform != lines[0].platform; };
  if (std::ranges::any_of(lines, elsewhere))
    for (Line& line : lines) line.label = line.platform + "/" + line.model;
  return lines;
}

// Which call of the workload arrives at a moment, if arrivals are even.
std::uint64_t ordinal_at(const Scenario& scenario, Instant at) {
  const Rate& rate = scenario.workload.rate;
  const Wide since = static_cast<Wide>((at + scenario.warm_up).count());
  return static_cast<std::uint64_t>(since * rate.count / static_cast<Wide>(rate.per.count()));
}

double combined_share(const Scenario& scenario, const Line& line, Instant at) {
  const Asked asked{.platform = line.platform,
                    .model = line.model,
                    .endpoint = "",
                    .stream = line.stream,
                    .tools = line.tools};
  double spared = 1;
  for (const Rule& rule : scenario.rules) {
    Match where = rule.where;
    where.endpoint.clear();
    if (!is_about_answers(rule.where) || !matches(where, asked)) continue;
    if (!rule.calls.contains(ordinal_at(scenario, at))) continue;
    if (!rule.attempts.contains(1)) continue;
    spared *= 1 - share_at(rule, at).value();
  }
  return 1 - spared;
}

struct Canvas {
  Instant from{}, to{};
  std::size_t width = 0;
  Instant at(std::size_t column, std::size_t part, std::size_t parts) const {
    const SignedWide way = SignedWide{(to - from).count()} *
                           static_cast<SignedWide>(column * parts + part) /
                           static_cast<SignedWide>(width * parts);
    return from + Duration{static_cast<std::int64_t>(way)};
  }
  std::size_t column(Instant moment) const {
    const SignedWide way =
        SignedWide{(moment - from).count()} * static_cast<SignedWide>(width) / (to - from).count();
    return static_cast<std::size_t>(std::clamp<SignedWide>(way, 0, SignedWide(width) - 1));
  }
};

// The mean over each column's stretch of time; a fault too short to raise it still shows.
std::string blocks(const Scenario& scenario, const Line& line, const Canvas& canvas, bool ascii) {
  using Glyphs = std::array<std::string_view, 9>;
  constexpr Glyphs high{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  constexpr std::array<std::string_view, 8> plain{" ", ".", ":", "-", "=", "+", "*", "#"};
  constexpr std::size_t parts = 32;
  const auto top = static_cast<double>((ascii ? plain.size() : high.size()) - 1);
  std::string text;
  for (std::size_t column = 0; column < canvas.width; ++column) {
    double sum = 0;
    for (std::size_t part = 0; part < parts; ++part)
      sum += combined_share(scenario, line, canvas.at(column, part, parts));
    const auto height = static_cast<std::size_t>(std::ceil(sum / parts * top - 1e-9));
    text += ascii ? plain[height] : high[height];
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string status_letters(const Scenario& scenario, const Canvas& canvas) {
  std::string letters(canvas.width, ' ');
  for (const StatusUpdate& update : scenario.status_page) {
    std::size_t column = canvas.column(update.at);
    while (letters[column] != ' ' && column + 1 < letters.size()) ++column;
    letters[column] = update.says == "identified" ? 'd' : update.says[0];
  }
  letters.erase(letters.find_last_not_of(' ') + 1);
  return letters;
}

// The smallest round step that leaves room for its labels.
Duration step_of(const Canvas& canvas) {
  using namespace std::chrono_literals;
  constexpr std::array steps{Duration(1ms),   Duration(10ms), Duration(100ms), Duration(1s),
                             Duration(5s),    Duration(15s),  Duration(30s),   Duration(1min),
                             Duration(2min),  Duration(5min), Duration(10min), Duration(15min),
                             Duration(30min), Duration(1h),   Duration(2h),    Duration(3h),
                             Duration(6h),    Duration(12h),  Duration(24h),   Duration(168h)};
  constexpr std::int64_t room = 12;
  for (const Duration step : steps)
    if ((canvas.to - canvas.from) / step * room <= static_cast<std::int64_t>(canvas.width))
      return step;
  return canvas.to - canvas.from;
}

// The axis with its ticks, and their labels below.
std::pair<std::string, std::string> axis(const Canvas& canvas, bool ascii) {
  const Duration step = step_of(canvas);
  std::vector<std::string_view> marks(canvas.width, ascii ? "-" : "─");
  std::string labels;
  const auto tick = [&](Instant at, std::size_t room) {
    const std::size_t column = canvas.column(at);
    const std::string label = print_moment(at);
    if (column + label.size() > room || (!labels.empty() && column <= labels.size())) return;
    marks[column] = ascii ? "+" : "┬";
    labels = padded(labels, column) + label;
  };
  const std::size_t zero = canvas.column(Instant{0});
  if (canvas.from < Duration{0} && zero > 0) tick(canvas.from, zero - 1);
  for (Instant at{}; at < canvas.to; at += step) tick(at, canvas.width);
  return {joined(marks, ""), labels};
}

}  // namespace

std::string explain_picture(const Scenario& scenario, const ExplainStyle& style) {
  const std::vector<Line> lines = lines_of(scenario);
  constexpr std::string_view page = "status page";
  std::size_t margin = page.size();
  for (const Line& line : lines) margin = std::max(margin, columns_of(line.label));
  margin = std::min<std::size_t>(margin, style.width / 3);
  const Canvas canvas{-scenario.warm_up, scenario.duration, style.width - margin - 2};
  std::string text;
  const auto append = [&](const std::string& label, const std::string& row) {
    text += padded(label, margin) + "  " + row;
    text.erase(text.find_last_not_of(' ') + 1);
    text += "\n";
  };
  for (const Line& line : lines)
    append(wrapped_lines(line.label, margin).front(), blocks(scenario, line, canvas, style.ascii));
  const auto [marks, labels] = axis(canvas, style.ascii);
  append("", marks);
  append("", labels);
  if (scenario.status_page.empty()) return text;
  append(std::string(page), tinted(status_letters(scenario, canvas), Tint::page, style));
  return text + "  (i investigating, d identified, m monitoring, r resolved, o operational)\n";
}

}  // namespace squall
