// Edits that faults share, and scripts as readable lines.
#include "mockserver/script.hpp"

#include <algorithm>
#include <array>

namespace squall {
namespace {

bool is_send(const Step& step) { return step.kind == StepKind::send; }

bool says_on(const Step& step) { return step.kind == StepKind::hold && !step.bytes.empty(); }

// Bytes as they can stand on one line: line ends and quotes escaped.
std::string quoted(std::string_view bytes) {
  std::string text = "\"";
  for (const char c : bytes) {
    if (c == '\n')
      text += "\\n";
    else if (c == '\r')
      text += "\\r";
    else if (c == '"')
      text += "\\\"";
    else
      text += c;
  }
  return text + "\"";
}

}  // namespace

void set_header(Headers& headers, std::string_view name, std::string value) {
  const auto at = std::ranges::find(headers, name, &Headers::value_type::first);
  if (at != headers.end())
    at->second = std::move(value);
  else
    headers.emplace_back(name, std::move(value));
}

void drop_header(Headers& headers, std::string_view name) {
  std::erase_if(headers, [name](const auto& header) { return header.first == name; });
}

Step wait(Duration lasting) {
  Step step;
  step.kind = StepKind::wait;
  step.lasting = lasting;
  return step;
}

Step send(Role role, std::string bytes) {
  Step step;
  step.role = role;
  step.bytes = std::move(bytes);
  return step;
}

Step ending(StepKind kind) {
  Step step;
  step.kind = kind;
  return step;
}

Step hold_saying(std::string bytes, Duration every) {
  Step step;
  step.kind = StepKind::hold;
  step.lasting = every;
  step.bytes = std::move(bytes);
  return step;
}

bool is_delta(const Step& step) { return is_send(step) && step.role == Role::delta; }

std::size_t count_deltas(const Script& script) {
  return static_cast<std::size_t>(std::ranges::count_if(script, is_delta));
}

Script::iterator after_deltas(Script& script, Ratio share) {
  const std::size_t all = count_deltas(script);
  if (all == 0) return script.end();
  const Wide exact = Wide{all} * share.part;
  auto wanted = static_cast<std::size_t>((exact + share.whole - 1) / share.whole);
  auto at = std::ranges::find_if(script, is_delta);
  for (; at != script.end() && wanted > 0; ++at)
    if (is_delta(*at)) --wanted;
  return at;
}

Script::iterator first_send(Script& script) { return std::ranges::find_if(script, is_send); }

std::uint64_t body_size(const Script& script) {
  std::uint64_t size = 0;
  for (const Step& step : script)
    if (is_send(step)) size += step.bytes.size();
  return size;
}

bool has_room(const Script& script, std::uint64_t steps, std::uint64_t bytes) {
  return script.size() + steps <= most_steps && body_size(script) + bytes <= most_bytes;
}

void end_at(Script& script, Script::iterator from, StepKind kind) {
  script.erase(from, script.end());
  script.push_back(ending(kind));
}

std::string print(const Script& script) {
  std::string lines;
  Duration at{};
  for (const Step& step : script) {
    if (step.kind == StepKind::wait) {
      at = sum_of(at, step.lasting);
      continue;
    }
    lines += print(at) + " " + std::string(name(step.kind));
    if (is_send(step)) lines += " " + std::string(name(step.role)) + " " + quoted(step.bytes);
    if (says_on(step)) lines += " every " + print(step.lasting) + " " + quoted(step.bytes);
    lines += "\n";
  }
  return lines;
}

std::string_view name(StepKind kind) {
  constexpr std::array<std::string_view, 6> names{"wait",  "send",  "finish",
                                                  "close", "reset", "hold"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name(Role role) {
  constexpr std::array<std::string_view, 11> names{"none", "head",  "open",  "delta",
                                                   "ping", "shut",  "usage", "terminal",
                                                   "body", "error", "ending"};
  return names[static_cast<std::size_t>(role)];
}

}  // namespace squall
