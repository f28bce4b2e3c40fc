// The driver protocol: what runner and driver say to each other, as JSON Lines over stdin and
// stdout.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scenarios/units.hpp"

namespace squall {

// Described in runner/stacks/README.md. A driver of another version is refused.
inline constexpr std::uint64_t protocol_version = 1;

// A message of a conversation that began before the call.
struct PastMessage {
  std::string role;  // user, assistant
  std::string text;
  std::string thinking, signature;  // what stands before an assistant's text; "" for nothing
  bool operator==(const PastMessage&) const = default;
};

// Runner to driver: the application asks for something.
struct CallOrder {
  std::string call, prompt, model;
  std::vector<std::string> fallbacks;  // models the stack may use instead
  std::uint64_t max_tokens = 1024;
  bool stream = true, tools = false;
  Duration deadline{};
  std::vector<PastMessage> history;  // goes before the prompt
};

// Driver to runner.
struct Hello {
  std::uint64_t protocol = protocol_version;
  std::string stack;
  std::vector<std::pair<std::string, std::string>> versions;
};
struct Outcome {
  std::string call;
  std::string outcome;  // answered, degraded, queued, failed
  std::string text, model, stop;
  std::string error_class, error;
  std::int64_t status = 0;
};
struct Effect {
  std::string call, effect, key;
};
struct Goodbye {};

using FromDriver = std::variant<Hello, Outcome, Effect, Goodbye>;
using FromRunner = std::variant<CallOrder, Goodbye>;

// One line each, with its line end.
std::string to_line(const CallOrder& order);
std::string to_line(const Hello& hello);
std::string to_line(const Outcome& outcome);
std::string to_line(const Effect& effect);
std::string to_line(const Goodbye&);

// Throws BadInput saying what was expected; the text is quoted at no more than 200 bytes.
FromDriver parse_from_driver(std::string_view line);
FromRunner parse_from_runner(std::string_view line);

}  // namespace squall
