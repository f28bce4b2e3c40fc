// What a client hears on one connection: bytes with their moments, and how it ended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mockserver/script.hpp"
#include "scenarios/units.hpp"

namespace squall {

// How a connection stands when the client stops listening.
enum class Left : std::uint8_t {
  kept,    // open: the response is complete
  fin,     // closed by the server
  rst,     // reset by the server
  silent,  // open, and the response never ended
};
std::string_view name(Left left);

struct Hearing {
  struct Piece {
    Instant at{};
    std::string bytes;
  };
  std::vector<Piece> pieces;  // at most one for each moment
  Left left = Left::kept;
  Instant ended{};  // when the response or the connection ended; of a silence: when it began

  void hear(Instant at, std::string_view bytes);
  std::uint64_t bytes() const;
};

// What this script sounds like to a client that is there from `begun` on: its own small reading of
// the wire's vocabulary, apart from the server's player. Keep-alives without end are said
// `repeats` times.
Hearing hearing_of(const Script& script, Instant begun, unsigned repeats);

// How long a client must listen to be sure of all that, and that nothing follows.
Instant patience(const Script& script, const Hearing& hearing);

// The first byte that differs, with both sides, or that came at another moment; "" when none does.
std::string difference_in_bytes(const Hearing& planned, const Hearing& heard);
std::string difference_in_ending(const Hearing& planned, const Hearing& heard);

}  // namespace squall
