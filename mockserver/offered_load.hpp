// The load rules at work: their models, and the attempts that wait in them.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "mockserver/answer.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/wire.hpp"

namespace squall {

// One model for each load fault of each rule, begun with the server: two servers never share load.
//
// An attempt asks all models that select it when it arrives, in the order of their rules. The first
// that refuses ends it; those before it have counted it by then. It waits for all that queued it.
// When a rule's window ends, its limits are lifted: what is queued goes on at once.
class OfferedLoad {
 public:
  explicit OfferedLoad(const Plan& plan);

 private:
  friend class Passage;
  struct Stage;
  struct Running {
    std::unique_ptr<LoadModel> model;
    Instant ends{};
    std::map<std::uint64_t, Stage*> waiting;  // by job
    std::vector<Happening> news;
  };
  // What one attempt has to do with one model.
  struct Stage {
    Running& running;
    Firing firing;
    Decision decision;
    bool waits = false, dropped = false;
    Alarm* alarm = nullptr;  // of the coroutine that waits
    Instant wakes_at = Instant::max();
  };

  static void advance(Running& running, Instant now);
  static void look_out(Running& running);

  // By rule, by choice; null for faults of other layers.
  std::vector<std::vector<std::unique_ptr<Running>>> models_;
};

// One attempt's way through the models that select it. Shares them, because a context destroys its
// last coroutines when the server is already gone.
class Passage {
 public:
  // Arrives.
  Passage(std::shared_ptr<OfferedLoad> load, const std::vector<Firing>& firings, const Job& job,
          Instant now);
  ~Passage();
  Passage(const Passage&) = delete;
  Passage& operator=(const Passage&) = delete;

  // The rules that have refused the attempt, made it wait, or slow it down.
  std::vector<Firing> acted() const;
  bool waits() const;
  // Until all models have started or one has dropped it: true. Or until the peer hangs up.
  net::awaitable<bool> wait(Wire& wire, Clock& clock);
  // What is decided so far. `changes_answer` tells whether it differs from Admission{}.
  Admission admission(Instant now) const;
  bool changes_answer(Instant now) const;
  // The attempt is over; its models hear of it.
  void leave(Instant now, bool abandoned);

 private:
  Instant next_wake() const;

  std::shared_ptr<OfferedLoad> load_;
  Job job_;
  Instant arrived_{};
  std::vector<OfferedLoad::Stage> stages_;  // never moved: their models know them by address
};

}  // namespace squall
