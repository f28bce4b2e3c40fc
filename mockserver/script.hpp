// A response as a value: the steps that will be played on the wire, before they are bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/units.hpp"

namespace squall {

// The closed vocabulary of the wire. Every script ends with exactly one of finish, close, reset,
// hold; nothing follows it.
enum class StepKind : std::uint8_t {
  wait,    // let `lasting` of scenario time pass
  send,    // put `bytes` on the wire
  finish,  // the response is complete; the connection lives on
  close,   // FIN, whatever was announced
  reset,   // RST
  hold,    // wait for the peer to hang up, saying nothing, or `bytes` again every `lasting`
};

// What a step means, as the platform set it, so that a fault can name "the deltas" or "the
// terminal" of every provider without knowing any of them.
enum class Role : std::uint8_t {
  none,
  head,      // status line and headers
  open,      // start of the message or of a block
  delta,     // a piece of the answer; `tokens` and `text` say how much
  ping,      // keep-alive without meaning
  shut,      // end of a block
  usage,     // stop reason and token counts
  terminal,  // end of the message
  body,      // a whole body that is not a stream
  error,     // an error told inside a stream
  ending,    // the last chunk of a chunked body
};

struct Step {
  StepKind kind = StepKind::send;
  Role role = Role::none;
  Duration lasting{};
  std::uint32_t tokens = 0;  // of the answer carried by a delta
  std::uint32_t text = 0;    // bytes of the answer's text carried by a delta
  std::string bytes;
  bool operator==(const Step&) const = default;
};

using Script = std::vector<Step>;
using Headers = std::vector<std::pair<std::string, std::string>>;

// Gives the header this value: in its place, or at the end. Names compare as they are written.
void set_header(Headers& headers, std::string_view name, std::string value);
void drop_header(Headers& headers, std::string_view name);

Step wait(Duration lasting);
Step send(Role role, std::string bytes);
Step ending(StepKind kind);
// Keep-alives until the peer hangs up; `every` must be positive.
Step hold_saying(std::string bytes, Duration every);

// How the body is delimited on HTTP/1.1.
enum class Framing : std::uint8_t { sized, chunked, until_close };

// Everything the server is about to say to one attempt, still open to edits. `script` holds the
// body only, until framing turns the head into its first step.
struct Reply {
  int status = 200;
  std::string reason;  // reason phrase; "" for the standard one
  Headers headers;
  Framing framing = Framing::sized;
  std::optional<std::uint64_t> announced;  // content-length, where it is not the body's own
  Script script;
};

// --- edits that faults share ---------------------------------------------------------------------

bool is_delta(const Step& step);
std::size_t count_deltas(const Script& script);

// The first step after `share` of the deltas have been sent (rounded up); the end of the script
// when it has no deltas.
Script::iterator after_deltas(Script& script, Ratio share);

// The first send step of the script, or its end.
Script::iterator first_send(Script& script);

// Bytes of all sends together.
std::uint64_t body_size(const Script& script);

// Edits that say things again leave a script alone rather than make it longer than this: a few of
// them one after the other would double it past any memory.
inline constexpr std::uint64_t most_bytes = 256 * 1024 * 1024;
inline constexpr std::uint64_t most_steps = 1'000'000;

// Whether the script may grow by so much.
bool has_room(const Script& script, std::uint64_t steps, std::uint64_t bytes);

// Drops everything from `from` on and ends the script in this way instead.
void end_at(Script& script, Script::iterator from, StepKind kind);

// `30250ms send delta "..."` lines, for traces and tests.
std::string print(const Script& script);
std::string_view name(StepKind kind);
std::string_view name(Role role);

}  // namespace squall
