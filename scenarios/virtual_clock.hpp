// Time that jumps: hours of a scenario in milliseconds, the same way every time.
#pragma once

#include <boost/asio/io_context.hpp>

#include <map>
#include <memory>
#include <utility>

#include "scenarios/clock.hpp"

namespace squall {

// Runs everything that is ready, then jumps to the earliest alarm and wakes that one; alarms of one
// moment wake in the order in which they began to wait.
class VirtualClock : public Clock {
 public:
  explicit VirtualClock(net::io_context& context, Instant start = Instant{0})
      : context_(context), now_(start) {}

  Instant now() const override { return now_; }
  std::unique_ptr<Alarm> alarm() override;

  // Until nothing is ready and nobody waits, or until `end`, which it then shows. An alarm for
  // Instant::max() never rings: it waits only to be woken. Gives the number of jumps.
  std::size_t run(Instant end = Instant::max());

 private:
  friend class VirtualAlarm;
  using Key = std::pair<Instant, std::uint64_t>;  // moment, ticket
  using Waiting = std::map<Key, Alarm*>;
  net::io_context& context_;
  Instant now_;
  std::uint64_t tickets_ = 0;
  // Shared with the alarms: a context destroys its last coroutines when the clock is already gone.
  std::shared_ptr<Waiting> waiting_ = std::make_shared<Waiting>();
};

}  // namespace squall
