// Scenario time as a multiple of real time.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <optional>

#include "scenarios/clock.hpp"

namespace squall {

// Stands still at `start` until `begin`; from then on it runs at `speed` times real time.
class RealClock : public Clock {
 public:
  // `speed` > 0. The executor runs the alarms.
  RealClock(net::any_io_executor executor, Ratio speed, Instant start);

  // CLOCK_MONOTONIC, which all processes of a machine share.
  static std::chrono::nanoseconds monotonic_now();

  void begin();
  Instant now() const override;
  std::unique_ptr<Alarm> alarm() override;
  Ratio speed() const { return speed_; }

  // Moves scenario time on by this much at once; waiting alarms notice within a second.
  void skip(Duration forward) { start_ += forward; }

 private:
  net::any_io_executor executor_;
  Ratio speed_;
  Instant start_;  // what the clock shows at the real moment `began_`
  std::optional<std::chrono::nanoseconds> began_;
};

}  // namespace squall
