// How text for people is laid out: colour, columns, line width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace squall {

struct Style {
  bool colour = false;  // ANSI, for terminals
};

inline constexpr std::size_t line_width = 100;

enum class Paint : unsigned char { plain, bold, faint, green, yellow, red };

// The text in that colour, if the style has any.
std::string painted(std::string_view text, Paint paint, const Style& style);

// Columns that a UTF-8 text takes, one per character.
std::size_t columns(std::string_view text);

// At most so many columns, with an ellipsis where something was left out.
std::string shortened(std::string_view text, std::size_t most);

// The words of a text, broken before `line_width`; every line after the first is indented, the
// first is taken to begin there already. Control characters become `?`, so that a stack's error
// message cannot steer the terminal.
std::string wrapped(std::string_view text, std::size_t indent);

struct Cell {
  std::string text;
  Paint paint = Paint::plain;
};

// Plain alignment: the first column to the left, all others to the right. When a line would become
// too long the gaps shrink, and then the first column gives way.
class Table {
 public:
  explicit Table(std::vector<Cell> header) : rows_{std::move(header)} {}
  void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  std::string print(const Style& style) const;

 private:
  struct Layout {
    std::vector<std::size_t> widths;
    std::size_t gap;
  };
  Layout layout() const;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace squall
