// What offered load does: models that admit, queue or refuse jobs by what else is going on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "scenarios/units.hpp"

namespace squall {

// One attempt as a model of load sees it. `id` is the caller's name for it and is only given back.
struct Job {
  std::uint64_t id = 0;
  std::uint64_t key = 0;  // whose limits it counts against: a hash of an API key
  Duration work{};        // how long it takes on a slot of its own
  std::uint64_t input_tokens = 0, output_tokens = 0;
  Instant deadline = Instant::max();  // nobody waits for it after this
};

// Names an admitted or queued job to the model that took it.
using Ticket = std::uint64_t;
inline constexpr Ticket no_ticket = std::numeric_limits<Ticket>::max();

// Why a job was refused.
enum class Shortage : std::uint8_t {
  none,
  requests,  // of a rate limit
  input_tokens,
  output_tokens,
  acceleration,  // the rate grew too fast
  concurrency,   // too many at once
  capacity,      // the station is full
};

enum class Entry : std::uint8_t { admitted, queued, refused };

// What a model says to an arriving job.
struct Decision {
  Entry entry = Entry::admitted;
  Shortage shortage = Shortage::none;  // of a refused job
  // The limit that is exceeded: per minute, per window, or at once; 0 where it is no number.
  std::uint64_t most = 0;
  // Of a refused job: how long until it would be admitted if nobody else came; negative when there
  // is no telling.
  Duration wait{-1};
  Ratio slowness{1, 1};  // of an admitted job: its service takes this many times its work
  Ticket ticket = no_ticket;
  bool operator==(const Decision&) const = default;
};

// What became of a job later on.
struct Happening {
  enum class What : std::uint8_t {
    started,   // a queued job got its slot
    dropped,   // a queued job was given up
    finished,  // a job's service is over, or was stopped
  };
  What what = What::started;
  std::uint64_t job = 0;
  Instant at{};
  Ratio slowness{1, 1};  // of a started job
  bool operator==(const Happening&) const = default;
};

// What is left of the rate limits, as told to a client.
struct LimitState {
  std::uint64_t most = 0, left = 0;  // most: in a minute
  Duration full_in{};                // until nothing of it is used
  bool operator==(const LimitState&) const = default;
};
struct LimitStates {
  LimitState requests, input_tokens, output_tokens;
  bool operator==(const LimitStates&) const = default;
};

// A state machine without sockets and clocks: time is passed in and never goes back. The live
// server and simulations of millions of clients use the same code, so nothing here allocates for
// each job once the model has grown to its size.
//
// The caller keeps to this: `advance(now)` before anything else at `now`. Every job that arrives is
// admitted, queued or refused at once; every queued job is later started or dropped, exactly once,
// unless its client cancels it first and the model needs no slot for it.
class LoadModel {
 public:
  virtual ~LoadModel() = default;

  virtual Decision arrive(Instant now, const Job& job) = 0;
  // The job's answer is over. Its slot is free, where it is the answer that holds it.
  virtual void leave(Instant now, Ticket ticket) = 0;
  // Its client has gone: while it waited, or in the middle of its answer.
  virtual void cancel(Instant now, Ticket ticket) = 0;
  // The next moment at which something happens by itself; Instant::max() for never.
  virtual Instant next() const { return Instant::max(); }
  // Lets everything happen that is due by `now`, in its order, and appends it to `out`.
  virtual void advance(Instant, std::vector<Happening>&) {}
  // The limits are lifted: everything that is queued starts.
  virtual void lift(Instant, std::vector<Happening>&) {}
  // Fills in what is left for this key; false for models that tell no client.
  virtual bool tell(Instant, std::uint64_t, LimitStates&) { return false; }
};

}  // namespace squall
