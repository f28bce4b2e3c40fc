// Small questions about text that several layers ask: globs, near spellings, joined lists.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace squall {

// Whole-text match; `*` stands for any run of characters, `?` for one. Case counts.
bool matches_glob(std::string_view pattern, std::string_view text);

// The candidate that is at most a third of its letters away, or "" when none is near. Two letters
// swapped count as one change.
std::string nearest(std::string_view word, std::span<const std::string_view> candidates);

// `a, b, c`
std::string joined(std::span<const std::string_view> words, std::string_view between = ", ");

// The text as a complaint quotes it: whole up to 60 bytes, else its beginning and `...`. Never cut
// inside of a UTF-8 character.
std::string beginning(std::string_view text);

// The text as it may go to a terminal: line ends and tabs become spaces, every other control
// character (ASCII, or C1 in UTF-8) becomes `?`, so that no file can move the cursor or recolour
// what the program says.
std::string without_control_characters(std::string_view text);

// ASCII letters in lower case, as header names compare.
std::string lower_case(std::string_view text);

// FNV-1a, 64 bits: stable across machines and builds, used for keys and digests, not for security.
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = 14695981039346656037ULL) {
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  return hash;
}

// Sixteen lower-case hex digits.
std::string hex(std::uint64_t value);

}  // namespace squall
