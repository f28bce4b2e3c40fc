// Numbers as text where neither memory nor locale may be touched.
#pragma once

#include <cstdint>

namespace squall {

/// Writes the digits of `value` and a final zero byte from `text` on, 21 characters at most, and
/// gives the place of that byte.
inline char* write_decimal(char* text, std::uint64_t value) {
  char reversed[20];
  int count = 0;
  do {
    reversed[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  while (count > 0) *text++ = reversed[--count];
  *text = '\0';
  return text;
}

}  // namespace squall
