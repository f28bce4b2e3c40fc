// The only door to time: scenario time, real or virtual, and alarms to wait on it.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>

#include "scenarios/units.hpp"

namespace squall {

namespace net = boost::asio;

// One wait at a time, by one coroutine. Alarms are made by a clock and must not outlive it.
class Alarm {
 public:
  virtual ~Alarm() = default;
  // True when the moment came, false when `wake` was called before. A past moment returns at once.
  virtual net::awaitable<bool> wait_until(Instant at) = 0;
  // Ends the wait that is under way, if any.
  virtual void wake() = 0;
};

// Nothing else in the program reads or waits for time.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  virtual std::unique_ptr<Alarm> alarm() = 0;
};

// Waits until `at` on an alarm of its own.
net::awaitable<void> sleep_until(Clock& clock, Instant at);

}  // namespace squall
