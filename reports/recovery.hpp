// Finds when an outage was over in what was seen: the division into stretches that fits best.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "scenarios/units.hpp"

namespace squall {

// Up to this share of bad calls (or spoiled attempts) is weather, not an outage. A convention: no
// source gives one. It lies above the residual shares that the incident scenarios assume (2 % on
// 2026-06-05, 5 % on 2026-06-02).
inline constexpr Ratio tolerated{1, 10};

// Neighbours in time with one bad share.
struct Stretch {
  std::size_t first = 0, past = 0;  // [first, past)
  std::size_t bad = 0;
  bool operator==(const Stretch&) const = default;
};

// True when more than the tolerated share is bad, and beyond chance (likelihood ratio, 5 %).
bool is_down(const Stretch& stretch);

// The most likely division into stretches of constant bad share, at a price of 1.5 ln n in log
// likelihood for each change: the leading term of the modified information criterion of Zhang and
// Siegmund (Biometrics 63, 2007). With the plain one's ln n, residual errors that happen to come
// together pass for an outage in about one of a thousand sequences.
// Exact up to 3000 changes between bad and good in the sequence; beyond on a grid and then refined.
// Empty for an empty sequence.
std::vector<Stretch> divide(const std::vector<bool>& bad);

// First and one past the last that belong to outages; `past` is the first good one afterwards, or
// the sequence's size when there is none. Whether the end of the sequence is clean is a question
// asked in advance, so it needs no price: good ones only, and so many that it would be chance in
// less than one of a hundred had the outage gone on, are a recovery. Short runs depend on it.
struct Outage {
  std::size_t first = 0, past = 0;
};
std::optional<Outage> find_outage(const std::vector<bool>& bad);

}  // namespace squall
