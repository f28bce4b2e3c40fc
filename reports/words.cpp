// Says figures to people: moments, times, shares and counts as short texts.
//
// Times are rounded half away from zero, in integers, so that a text is the same on every machine.
#include "reports/words.hpp"

#include <array>
#include <cstdio>

namespace squall {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Duration rounded(Duration time, Duration step) {
  const Duration half = time < Duration{0} ? -step / 2 : step / 2;
  return (time + half) / step * step;
}

std::string fixed(double number, int decimals) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, number);
  return text.data();
}

}  // namespace

std::string say_moment(Instant at) { return print_moment(rounded(at, seconds(1))); }

std::string say_time(Duration time) {
  const Duration size = time < Duration{0} ? -time : time;
  if (size < milliseconds(1000)) return print(rounded(time, milliseconds(1)));
  if (size >= milliseconds(9950)) return print(rounded(time, seconds(1)));
  std::string text =
      fixed(std::chrono::duration<double>(rounded(time, milliseconds(100))).count(), 1);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text + "s";
}

std::string say_part(std::uint64_t part, std::uint64_t whole) {
  std::string text = std::to_string(part) + " of " + std::to_string(whole);
  if (whole > 0)
    text += " (" + fixed(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1) + " %)";
  return text;
}

std::string say_ratio(Ratio ratio) {
  std::string text = fixed(100 * ratio.value(), 1);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text + " %";
}

std::string say_at_most(Ratio most) {
  return most.part == 0 ? "none" : "at most " + say_ratio(most) + " of the calls";
}

std::string say_tenths(double number) { return fixed(number, 1); }

std::string say_number(double number) { return fixed(number, 2); }

std::string say_count(std::uint64_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

}  // namespace squall
