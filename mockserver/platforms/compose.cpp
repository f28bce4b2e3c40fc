// Writes without streams or printf: these run for every answer.
#include "mockserver/platforms/compose.hpp"

#include <array>
#include <charconv>
#include <chrono>

namespace squall {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

// How many bytes from `at` on are one well-formed UTF-8 character; 0 when they are none.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned first = byte(0), second = byte(1);
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second > 0x9F;
    return !overlong && !surrogate && follows(1) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && second < 0x90;
    const bool too_large = first == 0xF4 && second > 0x8F;
    return !overlong && !too_large && follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

void append_control(std::string& out, char c) {
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(c);
  out += "\\u00";
  out += hex_digits[code >> 4];
  out += hex_digits[code & 15];
}

void append_drawn(std::string& out, Random& random, std::size_t count, std::string_view alphabet) {
  for (std::size_t i = 0; i < count; ++i) out += alphabet[random.below(alphabet.size())];
}

void append_two(std::string& out, unsigned number) {
  out += static_cast<char>('0' + number / 10);
  out += static_cast<char>('0' + number % 10);
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  append_json_part(out, text);
  out += '"';
}

void append_json_part(std::string& out, std::string_view text) {
  std::size_t plain = 0;  // what is copied as it is begins here
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
      ++i;
      continue;
    }
    const std::size_t length = byte >= 0x80 ? character_length(text, i) : 0;
    if (length > 0) {
      i += length;
      continue;
    }
    out.append(text, plain, i - plain);
    if (byte >= 0x80) {
      out += "\xEF\xBF\xBD";
    } else if (byte < 0x20) {
      append_control(out, text[i]);
    } else {
      out += '\\';
      out += text[i];
    }
    plain = ++i;
  }
  out.append(text, plain);
}

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

void append_base64(std::string& out, Random& random, std::size_t count) {
  append_drawn(out, random, count,
               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
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
