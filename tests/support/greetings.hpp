// What connection faults make of greetings, in words.
#pragma once

#include <string>
#include <utility>

#include "mockserver/greeting.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {

// What a fault makes of a greeting. `acted` hears whether it found what it edits.
inline Greeting greeting_after(std::string_view fault, const Given& given = {},
                               Greeting greeting = {}, bool* acted = nullptr) {
  const FaultKind& kind = fault_named(fault);
  Random random{1};
  const Fault made = kind.make(settings_of(kind, given));
  const bool did = std::get<GreetingEdit>(made)(greeting, random);
  if (acted != nullptr) *acted = did;
  return greeting;
}

// A greeting that a test writes down: everything else is as in a healthy one.
inline Greeting accepted_as(Script script) {
  Greeting greeting;
  greeting.accepted = std::move(script);
  return greeting;
}
inline Greeting asked_as(Script script) {
  Greeting greeting;
  greeting.asked = std::move(script);
  return greeting;
}
inline Greeting door_as(Door door, bool resets_open = false) {
  Greeting greeting;
  greeting.door = door;
  greeting.resets_open = resets_open;
  return greeting;
}
inline Greeting handshake_as(Handshake handshake) {
  Greeting greeting;
  greeting.handshake = handshake;
  return greeting;
}

inline void PrintTo(const Greeting& greeting, std::ostream* out) {
  *out << outcome(greeting) << (greeting.resets_open ? ", resets open\n" : "\n")
       << print(greeting.accepted) << print(greeting.asked);
}

}  // namespace squall
