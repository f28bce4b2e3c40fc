// Escapes text for JSON.
#include "scenarios/json_text.hpp"

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

}  // namespace squall
