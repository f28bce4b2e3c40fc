// What every platform needs to write: JSON text, ids, dates.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scenarios/json_text.hpp"
#include "scenarios/random.hpp"

namespace squall {

void append_number(std::string& out, std::uint64_t number);

// `count` characters of the Base58 alphabet: no 0, O, I, l.
void append_base58(std::string& out, Random& random, std::size_t count);

// `count` lower-case hex digits.
void append_hex(std::string& out, Random& random, std::size_t count);

// A text and one more sentence after it; the text alone when there is none.
std::string advised(std::string text, std::string_view advice);

// `Fri, 05 Jun 2026 15:08:00 GMT` (RFC 1123).
std::string http_date(std::int64_t utc_seconds);

}  // namespace squall
