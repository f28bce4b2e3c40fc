// The overload model: slots, a bounded queue, shedding, and what becomes of abandoned work.
#pragma once

#include <vector>

#include "scenarios/load_model.hpp"

namespace squall {

struct StationSettings {
  std::uint64_t slots = 10;  // jobs served at once; positive

  // Others in service that make a job take twice its work: service = work * (1 + others / slowing).
  // Counted when it starts. 0: company slows nobody.
  std::uint64_t slowing = 0;

  std::uint64_t queue = 100;        // jobs that may wait
  Duration longest_wait = longest;  // predicted waits beyond this are shed
  enum class Discipline : std::uint8_t { fifo, lifo, deadline_drop };
  Discipline discipline = Discipline::fifo;
  Duration patience = longest;  // deadline_drop: what waited longer is dropped when its turn comes

  // What a refused client is told to wait: nothing, until it would be admitted, or always the same.
  enum class Advice : std::uint8_t { none, wait, fixed };
  Advice advice = Advice::none;
  Duration advised = std::chrono::seconds(10);

  // A refusal takes this part of the refused job's work from a slot before the next job starts:
  // TLS, authentication and counting tokens cost something too.
  Ratio reject_cost{0, 1};

  // What happens to the work of clients that have gone: `served` to its end as if they were there,
  // `skipped` when its turn comes, `stopped` wherever it is, `stop_delay` after they went.
  enum class Abandoned : std::uint8_t { served, skipped, stopped };
  Abandoned abandoned = Abandoned::served;
  Duration stop_delay{};

  // Autoscaler: when no slot was free for `detect`, `step` more are ordered; they serve after
  // `boot`. Jobs in slots that have served for less than `cold` take `cold_cost` times as long.
  std::uint64_t most_slots = 0;  // 0: as many as `slots`, for ever
  std::uint64_t step = 1;        // positive
  Duration detect = std::chrono::seconds(30), boot = std::chrono::minutes(2), cold{};
  Ratio cold_cost{1, 1};
};

// Facts: storms, 2.7. A job holds its slot for exactly its service time, however its answer is
// played. Events of one moment happen in the order in which they were planned, so equal arrivals
// always meet equal decisions.
class Station : public LoadModel {
 public:
  explicit Station(const StationSettings& settings);

  Decision arrive(Instant now, const Job& job) override;
  void leave(Instant, Ticket) override {}  // service ends by itself
  void cancel(Instant now, Ticket ticket) override;
  Instant next() const override;
  void advance(Instant now, std::vector<Happening>& out) override;
  void lift(Instant now, std::vector<Happening>& out) override;

  std::uint64_t slots() const { return slots_; }
  std::uint64_t busy() const { return busy_; }  // slots that serve a job or pay for refusals
  std::uint64_t waiting() const { return waiting_; }
  // Slot time that jobs have taken, and that part of it whose clients had gone before the end.
  Duration served() const { return served_; }
  Duration wasted() const { return wasted_; }

 private:
  using Place = std::uint32_t;
  static constexpr Place nowhere = ~Place{0};

  // A job in the station. Places are used again; `round` tells a place's jobs apart.
  struct Guest {
    Job job;
    Instant started{};
    std::uint32_t round = 0;
    Place before = nowhere, after = nowhere;  // in the queue
    bool is_served = false, is_gone = false;
  };
  struct Due {
    Instant at{};
    std::uint64_t order = 0;
    Place place = nowhere;  // nowhere: a slot has paid for a refusal
    std::uint32_t round = 0;
    // For a heap whose front is the earliest.
    bool operator<(const Due& other) const {
      return at != other.at ? at > other.at : order > other.order;
    }
  };

  Decision refuse(Instant now, const Job& job, Duration predicted);
  Duration advice(Instant now, Duration predicted) const;
  Place take_place(const Job& job);
  void free_place(Place place);
  void enqueue(Place place);
  void unlink(Place place);
  Ratio serve(Instant now, Place place);
  bool has_free_slot() const { return busy_ < slots_; }
  void fill_slots(Instant now, std::vector<Happening>& out);
  void start_or_drop(Instant now, Place place, std::vector<Happening>& out);
  void pay(Instant now);
  void plan(Instant at, Place place, std::uint32_t round);
  void end_due(const Due& due, std::vector<Happening>& out);
  bool is_stale(const Due& due) const;
  void drop_stale();
  void scale(Instant now);
  void note_pressure(Instant now);
  Instant scaling_at() const;
  Ratio slowness_now(Instant now) const;
  Duration predicted_wait(Instant now) const;
  Ticket ticket_of(Place place) const;

  StationSettings settings_;
  std::uint64_t slots_, warm_, busy_ = 0, waiting_ = 0;
  Instant cold_until_ = Instant::min();
  std::vector<Guest> guests_;
  std::vector<Place> free_;
  Place first_ = nowhere, last_ = nowhere;  // of the queue
  SignedWide queued_work_ = 0;              // nanoseconds, exact: a million jobs may be long ones
  std::vector<Due> due_;                    // a heap
  std::uint64_t planned_ = 0;
  // Refusals that no slot has paid for yet: how many, and their work in all.
  std::uint64_t debts_ = 0;
  Duration debt_{};
  Instant full_since_ = Instant::max();  // no slot has been free since then
  Instant booted_at_ = Instant::max();   // when the ordered slots will serve
  Duration served_{}, wasted_{};
};

}  // namespace squall
