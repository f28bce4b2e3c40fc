// Writes without streams or printf: these run for every answer.
#include "mockserver/platforms/compose.hpp"

#include <array>
#include <charconv>
#include <chrono>

namespace squall {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_drawn(std::string& out, Random& random, std::size_t count, std::string_view alphabet) {
  for (std::size_t i = 0; i < count; ++i) out += alphabet[random.below(alphabet.size())];
}

void append_two(std::string& out, unsigned number) {
  out += static_cast<char>('0' + number / 10);
  out += static_cast<char>('0' + number % 10);
}

}  // namespace

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_base58(std::string& out, Random& random, std::size_t count) {
  append_drawn(out, random, count, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
}

void append_hex(std::string& out, Random& random, std::size_t count) {
  for (std::uint64_t drawn = 0, i = 0; i < count; ++i, drawn >>= 4) {
    if (i % 16 == 0) drawn = random.next();
    out += hex_digits[drawn & 15];
  }
}

std::string advised(std::string text, std::string_view advice) {
  if (advice.empty()) return text;
  text += text.ends_with('.') ? " " : ". ";
  return text.append(advice);
}

std::string http_date(std::int64_t utc_seconds) {
  namespace chrono = std::chrono;
  constexpr std::string_view days = "SunMonTueWedThuFriSat";
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const chrono::sys_seconds moment{chrono::seconds(utc_seconds)};
  const auto day = chrono::floor<chrono::days>(moment);
  const chrono::year_month_day date(day);
  const auto second = static_cast<unsigned>((moment - day).count());
  std::string text(days.substr(chrono::weekday(day).c_encoding() * 3, 3));
  text += ", ";
  append_two(text, static_cast<unsigned>(date.day()));
  text += ' ';
  text += months.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3);
  text += ' ';
  append_number(text, static_cast<std::uint64_t>(static_cast<int>(date.year())));
  text += ' ';
  append_two(text, second / 3600);
  text += ':';
  append_two(text, second / 60 % 60);
  text += ':';
  append_two(text, second % 60);
  return text + " GMT";
}

}  // namespace squall
