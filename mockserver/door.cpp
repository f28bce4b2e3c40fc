// Sleeps from one change of the door to the next.
#include "mockserver/door.hpp"

namespace squall {

DoorKeeper::DoorKeeper(const Plan& plan, Clock& clock, Journal& journal, const Platform* platform,
                       Tell tell)
    : plan_(plan),
      clock_(clock),
      journal_(journal),
      platform_(platform),
      tell_(std::move(tell)),
      alarm_(clock.alarm()) {}

void DoorKeeper::start() { see(); }

void DoorKeeper::see() {
  seen_at_ = clock_.now();
  Greeted greeted = plan_door(plan_, platform_, seen_at_);
  if (greeted.greeting == seen_) return;
  seen_ = std::move(greeted.greeting);
  if (seen_.door != Door::open) {
    ConnectionMet met;
    met.at = seen_at_;
    met.platform = platform_ == nullptr ? "" : platform_->name;
    met.rules = rule_names(plan_, greeted.firings);
    met.faults = fault_names(plan_, greeted.firings);
    met.how = outcome(seen_);
    journal_.record(std::move(met));
  }
  tell_(seen_);
}

net::awaitable<void> DoorKeeper::keep() {
  while (!stopped_) {
    const Instant next = next_door_change(plan_, platform_, seen_at_);
    if (next == Instant::max()) break;
    const bool reached = co_await alarm_->wait_until(next);
    static_cast<void>(reached);
    if (!stopped_) see();
  }
}

void DoorKeeper::stop() {
  stopped_ = true;
  alarm_->wake();
}

void DoorKeeper::look() {
  if (!stopped_) see();
  alarm_->wake();
}

}  // namespace squall
