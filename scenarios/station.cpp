// A heap of what is due, a linked queue through the places of the jobs; nothing else.
#include "scenarios/station.hpp"

#include <algorithm>
#include <cassert>

namespace squall {
namespace {

using What = Happening::What;

// Later than this nothing is planned, so that sums of moments never overflow.
Instant later(Instant now, Duration lasting) { return now + std::min(lasting, longest); }

}  // namespace

Station::Station(const StationSettings& settings)
    : settings_(settings), slots_(settings.slots), warm_(settings.slots) {
  assert(settings.slots > 0 && settings.step > 0);
  // Products with it must not overflow, however it was written.
  constexpr std::uint64_t parts = 1'000'000;
  settings_.cold_cost = {std::min(scaled(parts, settings.cold_cost), parts * parts), parts};
}

// --- arriving and going --------------------------------------------------------------------------

Decision Station::arrive(Instant now, const Job& job) {
  if (has_free_slot() && waiting_ == 0 && debts_ == 0) {
    const Place place = take_place(job);
    const Ratio slowness = serve(now, place);
    note_pressure(now);
    return {.slowness = slowness, .ticket = ticket_of(place)};
  }
  const Duration wait = predicted_wait(now);
  if (waiting_ >= settings_.queue || wait > settings_.longest_wait) return refuse(now, job, wait);
  const Place place = take_place(job);
  Instant& deadline = guests_[place].job.deadline;
  deadline = std::min(deadline, later(now, settings_.patience));
  enqueue(place);
  return {.entry = Entry::queued, .ticket = ticket_of(place)};
}

Decision Station::refuse(Instant now, const Job& job, Duration predicted) {
  const Duration wait = advice(now, predicted);
  const Duration cost = scaled(job.work, settings_.reject_cost);
  if (cost > Duration{0}) {
    ++debts_;
    debt_ = std::min(debt_ + cost, longest);
    pay(now);
  }
  return {.entry = Entry::refused, .shortage = Shortage::capacity, .wait = wait};
}

// Until the queue has a place again and the prediction is short enough.
Duration Station::advice(Instant now, Duration predicted) const {
  using Advice = StationSettings::Advice;
  if (settings_.advice == Advice::none) return Duration{-1};
  if (settings_.advice == Advice::fixed) return settings_.advised;
  const Duration too_long = std::max(predicted - settings_.longest_wait, Duration{0});
  const bool is_full = waiting_ >= settings_.queue && next() != Instant::max();
  return is_full ? std::max(too_long, next() - now) : too_long;
}

void Station::cancel(Instant now, Ticket ticket) {
  const auto place = static_cast<Place>(ticket);
  const auto round = static_cast<std::uint32_t>(ticket >> 32);
  if (place >= guests_.size() || guests_[place].round != round) return;
  guests_[place].is_gone = true;
  if (settings_.abandoned == StationSettings::Abandoned::stopped)
    plan(later(now, settings_.stop_delay), place, round);
}

Ticket Station::ticket_of(Place place) const { return Ticket{guests_[place].round} << 32 | place; }

Station::Place Station::take_place(const Job& job) {
  if (free_.empty()) {
    guests_.emplace_back();
    free_.push_back(static_cast<Place>(guests_.size() - 1));
  }
  const Place place = free_.back();
  free_.pop_back();
  const std::uint32_t round = guests_[place].round;
  guests_[place] = {.job = job, .round = round};
  return place;
}

void Station::free_place(Place place) {
  ++guests_[place].round;
  free_.push_back(place);
}

// --- the queue -----------------------------------------------------------------------------------

void Station::enqueue(Place place) {
  Guest& guest = guests_[place];
  guest.before = last_;
  (last_ == nowhere ? first_ : guests_[last_].after) = place;
  last_ = place;
  ++waiting_;
  queued_work_ += guest.job.work.count();
}

void Station::unlink(Place place) {
  Guest& guest = guests_[place];
  (guest.before == nowhere ? first_ : guests_[guest.before].after) = guest.after;
  (guest.after == nowhere ? last_ : guests_[guest.after].before) = guest.before;
  guest.before = guest.after = nowhere;
  --waiting_;
  queued_work_ -= guest.job.work.count();
}

// Exact for one slot and first come, first served; an even division of the work for several.
Duration Station::predicted_wait(Instant now) const {
  const Instant front = due_.empty() ? now : due_.front().at;
  const Duration work{
      static_cast<Duration::rep>(std::min<SignedWide>(queued_work_, longest.count()))};
  const Duration ahead = scaled(work, slowness_now(now)) + debt_;
  return front - now + ahead / static_cast<std::int64_t>(slots_);
}

// --- service -------------------------------------------------------------------------------------

Ratio Station::slowness_now(Instant now) const {
  Ratio slowness{1, 1};
  const std::uint64_t others = std::min(busy_, slots_ - 1);
  if (settings_.slowing > 0) slowness = {settings_.slowing + others, settings_.slowing};
  if (others >= warm_ && now < cold_until_) {
    slowness.part *= settings_.cold_cost.part;
    slowness.whole *= settings_.cold_cost.whole;
  }
  return slowness;
}

Ratio Station::serve(Instant now, Place place) {
  Guest& guest = guests_[place];
  const Ratio slowness = slowness_now(now);
  guest.is_served = true;
  guest.started = now;
  ++busy_;
  plan(later(now, scaled(guest.job.work, slowness)), place, guest.round);
  return slowness;
}

void Station::start_or_drop(Instant now, Place place, std::vector<Happening>& out) {
  using Discipline = StationSettings::Discipline;
  Guest& guest = guests_[place];
  unlink(place);
  const bool late = settings_.discipline == Discipline::deadline_drop && now > guest.job.deadline;
  const bool skipped = guest.is_gone && settings_.abandoned == StationSettings::Abandoned::skipped;
  if (late || skipped) {
    out.push_back({.what = What::dropped, .job = guest.job.id, .at = now});
    free_place(place);
  } else {
    const std::uint64_t id = guest.job.id;
    out.push_back({What::started, id, now, serve(now, place)});
  }
}

// Refusals are paid for first: their cost came before the wait of those who are still in the queue.
void Station::fill_slots(Instant now, std::vector<Happening>& out) {
  pay(now);
  while (has_free_slot() && waiting_ > 0) {
    const bool newest = settings_.discipline == StationSettings::Discipline::lifo;
    start_or_drop(now, newest ? last_ : first_, out);
  }
  note_pressure(now);
}

// Each unpaid refusal holds one slot for the mean of their costs, so that their sum is exact.
void Station::pay(Instant now) {
  while (has_free_slot() && debts_ > 0) {
    const Duration cost = debt_ / static_cast<std::int64_t>(debts_);
    debt_ -= cost;
    --debts_;
    ++busy_;
    plan(later(now, cost), nowhere, 0);
  }
}

// --- what is due ---------------------------------------------------------------------------------

void Station::plan(Instant at, Place place, std::uint32_t round) {
  due_.push_back({at, planned_++, place, round});
  std::push_heap(due_.begin(), due_.end());
}

bool Station::is_stale(const Due& due) const {
  return due.place != nowhere && guests_[due.place].round != due.round;
}

void Station::drop_stale() {
  while (!due_.empty() && is_stale(due_.front())) {
    std::pop_heap(due_.begin(), due_.end());
    due_.pop_back();
  }
}

// The end of a service, of a payment, or of the patience with a client that has gone.
void Station::end_due(const Due& due, std::vector<Happening>& out) {
  if (due.place == nowhere) {
    --busy_;
    return;
  }
  Guest& guest = guests_[due.place];
  if (guest.is_served) {
    --busy_;
    served_ = sum_of(served_, due.at - guest.started);
    if (guest.is_gone) wasted_ = sum_of(wasted_, due.at - guest.started);
    out.push_back({.what = What::finished, .job = guest.job.id, .at = due.at});
  } else {
    unlink(due.place);
    out.push_back({.what = What::dropped, .job = guest.job.id, .at = due.at});
  }
  free_place(due.place);
}

Instant Station::next() const {
  return std::min(due_.empty() ? Instant::max() : due_.front().at, scaling_at());
}

void Station::advance(Instant now, std::vector<Happening>& out) {
  while (next() <= now) {
    const Instant at = next();
    if (!due_.empty() && due_.front().at == at) {
      const Due due = due_.front();
      std::pop_heap(due_.begin(), due_.end());
      due_.pop_back();
      end_due(due, out);
    } else {
      scale(at);
    }
    fill_slots(at, out);
    drop_stale();
  }
}

void Station::lift(Instant now, std::vector<Happening>& out) {
  while (waiting_ > 0) {
    const Place place = first_;
    unlink(place);
    const std::uint64_t id = guests_[place].job.id;
    out.push_back({.what = What::started, .job = id, .at = now});
    free_place(place);
  }
  drop_stale();
}

// --- the autoscaler ------------------------------------------------------------------------------

void Station::note_pressure(Instant now) {
  if (has_free_slot())
    full_since_ = Instant::max();
  else
    full_since_ = std::min(full_since_, now);
}

Instant Station::scaling_at() const {
  if (booted_at_ != Instant::max()) return booted_at_;
  if (slots_ >= settings_.most_slots || full_since_ == Instant::max()) return Instant::max();
  return later(full_since_, settings_.detect);
}

// Orders slots, or lets the ordered ones serve. One order is under way at a time.
void Station::scale(Instant now) {
  if (booted_at_ == Instant::max()) {
    booted_at_ = later(now, settings_.boot);
    return;
  }
  booted_at_ = Instant::max();
  warm_ = slots_;
  cold_until_ = later(now, settings_.cold);
  slots_ = std::min(slots_ + settings_.step, settings_.most_slots);
  full_since_ = Instant::max();
}

}  // namespace squall
