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
