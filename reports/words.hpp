// How figures are said to people: rounded, with units, always the same way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scenarios/units.hpp"

namespace squall {

// `+1h51min`, to the second.
std::string say_moment(Instant at);

// To three figures or so: `640ms`, `1.6s`, `2min5s`.
std::string say_time(Duration time);

// `12 of 400 (3.0 %)`; `12 of 0` for none of none.
std::string say_part(std::uint64_t part, std::uint64_t whole);

// `5 %`, `0.1 %`.
std::string say_ratio(Ratio ratio);

// What a limit allows: `none`, `at most 5 % of the calls`.
std::string say_at_most(Ratio most);

// One decimal.
std::string say_tenths(double number);

// Two decimals.
std::string say_number(double number);

// `1 call`, `2 calls`.
std::string say_count(std::uint64_t count, std::string_view thing);

}  // namespace squall
