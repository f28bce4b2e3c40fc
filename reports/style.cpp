// Lays out text without knowing what it says.
#include "reports/style.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "scenarios/text.hpp"

namespace squall {
namespace {

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::string painted(std::string_view text, Paint paint, const Style& style) {
  constexpr std::array<std::string_view, 6> codes{"", "1", "2", "32", "33", "1;31"};
  if (!style.colour || paint == Paint::plain) return std::string(text);
  return "\x1b[" + std::string(codes[static_cast<std::size_t>(paint)]) + "m" + std::string(text) +
         "\x1b[0m";
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

std::string shortened(std::string_view text, std::size_t most) {
  if (columns(text) <= most) return std::string(text);
  std::string kept;
  std::size_t seen = 0;
  for (const char c : text) {
    if (starts_character(c) && ++seen >= most) break;
    kept += c;
  }
  return kept + "…";
}

std::string wrapped(std::string_view text, std::size_t indent) {
  const std::string clean = without_control_characters(text);
  std::string out;
  std::size_t at = indent;
  for (std::size_t begin = 0; begin < clean.size();) {
    const std::size_t end = std::min(clean.find(' ', begin), clean.size());
    const std::string_view word = std::string_view(clean).substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    const std::size_t wide = columns(word);
    if (at > indent && at + 1 + wide > line_width) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
    }
    if (at > indent) out += " ", ++at;
    out += word;
    at += wide;
  }
  return out;
}

Table::Layout Table::layout() const {
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], columns(row[i].text));
  const std::size_t others = std::accumulate(widths.begin() + 1, widths.end(), std::size_t{0});
  const std::size_t gaps = widths.size() - 1;
  const std::size_t gap = widths[0] + others + 2 * gaps <= line_width ? 2 : 1;
  constexpr std::size_t least = 8;
  const std::size_t taken = std::min(line_width, others + gap * gaps);
  widths[0] = std::min(widths[0], std::max(least, line_width - taken));
  return {std::move(widths), gap};
}

std::string Table::print(const Style& style) const {
  const auto [wide, gap] = layout();
  std::string out;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string text = i == 0 ? shortened(without_control_characters(row[i].text), wide[0])
                                      : without_control_characters(row[i].text);
      const std::string fill(wide[i] - std::min(wide[i], columns(text)), ' ');
      const std::string cell = painted(text, row[i].paint, style);
      line += i == 0 ? cell + fill : std::string(gap, ' ') + fill + cell;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace squall
