// What edits of greetings share.
#include "mockserver/greeting.hpp"

#include <array>
#include <cassert>

namespace squall {

bool is_reached(const Greeting& greeting) {
  return greeting.door == Door::open && greeting.handshake == Handshake::sound &&
         greeting.accepted.back().kind == StepKind::finish &&
         greeting.asked.back().kind == StepKind::finish;
}

void end_instead(Script& script, StepKind kind) {
  assert(script.back().kind == StepKind::finish);
  script.back().kind = kind;
}

std::string_view outcome(const Greeting& greeting) {
  constexpr std::array<std::string_view, 4> doors{"open", "refused", "unaccepted", "unreachable"};
  constexpr std::array<std::string_view, 4> handshakes{"sound", "alert", "expired_certificate",
                                                       "wrong_host"};
  if (greeting.door != Door::open) return doors[static_cast<std::size_t>(greeting.door)];
  const StepKind first = greeting.accepted.back().kind, second = greeting.asked.back().kind;
  if (first != StepKind::finish) return name(first);
  if (greeting.handshake != Handshake::sound)
    return handshakes[static_cast<std::size_t>(greeting.handshake)];
  if (second != StepKind::finish) return name(second);
  return greeting.cut_after ? "cut" : "served";
}

}  // namespace squall
