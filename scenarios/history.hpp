// The record of a run, both sides: the events, and how they are written and read as JSON Lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scenarios/units.hpp"

namespace squall {

// Each event says what one side saw. `visit_fields(v, event)` names its fields once, for writer and
// reader alike; instants are scenario time, written as nanoseconds. `call` is the call's tag, or
// `~` and a fingerprint for calls that carry none.

// First line of every history: what was run, by whom, so that it can be judged and repeated.
struct RunBegan {
  static constexpr std::string_view name = "run_began";
  std::uint64_t schema = 1;
  std::string squall;  // version
  std::string commit;  // of squall, `+dirty` when it was built from changed files; "" if unknown
  std::string compiler;
  std::string scenario, digest;  // digest: of the scenario's text, hex
  std::uint64_t seed = 0;
  std::string speed;    // a ratio
  std::string started;  // UTC
  std::string stack;
  std::vector<std::string> argv;
};

// --- the client's side, told by the runner -------------------------------------------------------

// The stack's driver came up, and what it is made of.
struct StackReady {
  static constexpr std::string_view name = "stack_ready";
  Instant at{};
  std::string stack;
  std::vector<std::pair<std::string, std::string>> versions;
};

// What went wrong on the client's side: the driver `crashed`, `hung`, spoke `nonsense`, was
// `never_ready` or too `slow` to take calls; or the machine `held_up` the run.
struct StackTrouble {
  static constexpr std::string_view name = "stack_trouble";
  Instant at{};
  std::string kind, message;
};

// The application asks for something, once. `due` is when the workload meant it to.
struct CallBegan {
  static constexpr std::string_view name = "call_began";
  Instant at{}, due{};
  std::string call;
  std::uint64_t ordinal = 0;
  std::string call_class, platform, model;
  bool stream = false, tools = false;
  Duration deadline{};
};

// What the stack delivered. A queued call has a second outcome later. `outcome` is one of
// answered, degraded, queued, failed.
struct CallEnded {
  static constexpr std::string_view name = "call_ended";
  Instant at{};
  std::string call, outcome;
  std::string text, model, stop;
  std::string error_class, error;
  std::int64_t status = 0;  // HTTP status the application could see; 0 for none
};

// Something the application did to the world.
struct SideEffect {
  static constexpr std::string_view name = "side_effect";
  Instant at{};
  std::string call, effect, key;
};

// --- the server's side ---------------------------------------------------------------------------

// A request arrived and its fate was decided.
struct AttemptBegan {
  static constexpr std::string_view name = "attempt_began";
  Instant at{};
  std::uint64_t id = 0;  // of the attempt, within the run
  std::uint64_t connection = 0;
  std::string call;
  std::uint64_t turn = 0, attempt = 1;
  std::string platform, endpoint, model;
  bool stream = false, tools = false;
  std::string client;               // user-agent
  std::vector<std::string> rules;   // ids of the rules that act
  std::vector<std::string> faults;  // their faults, in the same order
};

// The attempt is over. `how`: finish, close, reset (by the server's plan) or abandoned (the peer
// hung up first).
struct AttemptEnded {
  static constexpr std::string_view name = "attempt_ended";
  Instant at{};
  std::uint64_t id = 0;
  std::string call;
  std::int64_t status = 0;
  std::string how;
  Instant first_byte{};  // when the head went out; 0 with bytes == 0
  std::uint64_t bytes = 0;
  std::uint64_t text_sent = 0;  // bytes of the answer's text that went out
  std::uint64_t tokens_sent = 0;
  bool told_end = false;                // the terminal event, or a whole body, went out
  std::string meant, stop, tool_input;  // the truth; "" where the server meant no answer
};

// A connection met a fault before its first request; or a port shut its door, which is told once,
// as connection 0, because nobody hears who knocks in vain. `how` it went: refused, unaccepted,
// unreachable, reset, close, hold, alert, expired_certificate, wrong_host, cut, served.
struct ConnectionMet {
  static constexpr std::string_view name = "connection_met";
  Instant at{};
  std::uint64_t connection = 0;
  std::string platform;             // of the port; "" for one that serves all
  std::vector<std::string> rules;   // ids of the rules that act
  std::vector<std::string> faults;  // their faults, in the same order
  std::string how;
};

// A request that no platform could make sense of.
struct Stray {
  static constexpr std::string_view name = "stray";
  Instant at{};
  std::uint64_t connection = 0;
  std::int64_t status = 0;
  std::string what;
};

// Last line of a history that was not cut short.
struct RunEnded {
  static constexpr std::string_view name = "run_ended";
  Instant at{};
  std::string why;  // finished, interrupted
};

using Event = std::variant<RunBegan, StackReady, StackTrouble, CallBegan, CallEnded, SideEffect,
                           AttemptBegan, AttemptEnded, ConnectionMet, Stray, RunEnded>;

struct History {
  std::vector<Event> events;
  bool complete = false;  // it has its last line
};

// One line, with its line end.
std::string to_line(const Event& event);

// Appends `to_line(event)` without making a string in between.
void append_line(std::string& out, const Event& event);

// Reads a history file. An unfinished last line (the run was killed) is left out; anything else
// that is no event of this schema, field by field, throws BadInput with file and line.
History read_history(const std::string& path);
History parse_history(std::string_view text, const std::string& file);

// Where events go. Both sides write to one.
class Journal {
 public:
  virtual ~Journal() = default;
  virtual void record(const Event& event) = 0;
};

// Keeps events in memory: for tests, simulations and judging straight away.
class MemoryJournal : public Journal {
 public:
  void record(const Event& event) override { history.events.push_back(event); }
  History history;
};

// Appends to a file. What was recorded more than about 100 ms ago survives SIGKILL, because whoever
// owns it calls `flush` that often; a cut line is left out by the reader.
class FileJournal : public Journal {
 public:
  explicit FileJournal(const std::string& path);  // throws BadInput when it cannot be made
  ~FileJournal() override;
  FileJournal(const FileJournal&) = delete;
  FileJournal& operator=(const FileJournal&) = delete;

  void record(const Event& event) override;
  void record_line(std::string_view line);  // as append_line made it
  void flush();

 private:
  int file_ = -1;
  std::string buffer_;
};

}  // namespace squall
