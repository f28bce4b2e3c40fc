// What a connection meets before its first request, as a value that connection faults edit.
#pragma once

#include <cstdint>
#include <optional>

#include "mockserver/script.hpp"

namespace squall {

// What the port does with whoever knocks; the same for all of them.
enum class Door : std::uint8_t {
  open,
  refused,      // nobody listens: ECONNREFUSED
  unaccepted,   // the kernel completes the handshake, nobody ever accepts
  unreachable,  // the queue is full, so that SYNs are dropped: connecting itself waits
};

// How the TLS handshake goes, where the server speaks TLS.
enum class Handshake : std::uint8_t {
  sound,
  alert,                // a fatal handshake_failure in place of a ServerHello
  expired_certificate,  // of the right host, by the right authority
  wrong_host,           // a certificate by the right authority, for another name
};

// In the order in which a connection meets it. Scripts that end with finish go on to the next part.
struct Greeting {
  Door door = Door::open;
  bool resets_open = false;  // connections that are open when the door shuts are reset
  Script accepted{ending(StepKind::finish)};  // played at once, before anything is read
  Handshake handshake = Handshake::sound;
  Script asked{ending(StepKind::finish)};  // played when the first bytes of a request have arrived
  // After so many bytes the connection ends by FIN, under TLS without its close_notify.
  std::optional<std::uint64_t> cut_after;
  bool operator==(const Greeting&) const = default;
};

// Whether the connection comes as far as its first bytes of a request: nothing before them has
// ended it. Only then there is something left to edit, so that of several faults that end a
// connection the first one acts.
bool is_reached(const Greeting& greeting);

// Replaces a script's `finish`, which must stand last.
void end_instead(Script& script, StepKind kind);

// How it goes, for the journal: refused, unaccepted, unreachable, reset, close, hold, alert,
// expired_certificate, wrong_host, cut, or served.
std::string_view outcome(const Greeting& greeting);

}  // namespace squall
