// Widths, wrapping and percentages for the explanation.
#include <algorithm>

#include "scenarios/explain_parts.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

// Bytes of the first `columns` characters.
std::size_t bytes_of(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  for (; at < text.size(); ++at)
    if (begins_character(text[at]) && columns-- == 0) break;
  return at;
}

// What fits of a word that is too long: up to its last joint, if it has one.
std::string_view first_part(std::string_view word, std::size_t columns) {
  const std::string_view fits = word.substr(0, bytes_of(word, columns));
  const std::size_t joint = fits.find_last_of("_-/");
  return joint == std::string_view::npos || joint == 0 ? fits : fits.substr(0, joint + 1);
}

constexpr std::string_view no_break = "\u00a0";

std::vector<std::string> with_plain_spaces(std::vector<std::string> lines) {
  for (std::string& line : lines)
    for (std::size_t at = 0; (at = line.find(no_break, at)) != std::string::npos;)
      line.replace(at, no_break.size(), " ");
  return lines;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t taken = columns_of(text);
  if (taken < columns) text.append(columns - taken, ' ');
  return text;
}

std::vector<std::string> wrapped_lines(std::string_view raw, std::size_t columns) {
  const std::string clean = without_control_characters(raw);
  std::string_view text = clean;
  std::vector<std::string> lines(1);
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    if (text.empty()) return with_plain_spaces(std::move(lines));
    std::string_view word = text.substr(0, text.find(' '));
    const std::size_t taken = columns_of(lines.back());
    if (taken > 0 && taken + 1 + columns_of(word) > columns) {
      lines.emplace_back();
      continue;
    }
    if (columns_of(word) > columns) word = first_part(word, columns);
    if (taken > 0) lines.back() += ' ';
    lines.back() += word;
    text.remove_prefix(word.size());
  }
}

std::string percent(Ratio ratio) {
  const std::uint64_t tenths = scaled(1000, ratio);
  if (tenths == 0 && ratio.part > 0) return "<0.1" + std::string(no_break) + "%";
  const std::string fraction = tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10);
  return std::to_string(tenths / 10) + fraction + std::string(no_break) + "%";
}

std::string tinted(std::string text, Tint tint, const ExplainStyle& style) {
  if (!style.colour) return text;
  constexpr std::string_view codes[] = {"\x1b[1m", "\x1b[2m", "\x1b[36m"};
  return std::string(codes[static_cast<std::size_t>(tint)]) + text + "\x1b[0m";
}

}  // namespace squall
