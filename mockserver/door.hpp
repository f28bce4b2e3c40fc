// Keeps the door of one port: knows when it shuts and opens, and tells.
#pragma once

#include <functional>
#include <memory>

#include "mockserver/greet.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/history.hpp"

namespace squall {

class DoorKeeper {
 public:
  // Told what the door does from now on: at `start`, and whenever that changes.
  using Tell = std::function<void(const Greeting&)>;

  // For the port of one platform, or of all (null). Everything given must outlive it.
  DoorKeeper(const Plan& plan, Clock& clock, Journal& journal, const Platform* platform, Tell tell);

  // Tells at once how the door is; then `keep` tells of every change until `stop`. A shut door is
  // put on record.
  void start();
  net::awaitable<void> keep();
  void stop();
  // Scenario time has been moved: looks again now.
  void look();

 private:
  void see();

  const Plan& plan_;
  Clock& clock_;
  Journal& journal_;
  const Platform* platform_;
  Tell tell_;
  Greeting seen_;
  // When that was seen. The next change is looked for from here, not from the moment of asking: a
  // change in between would be missed for good.
  Instant seen_at_{};
  std::unique_ptr<Alarm> alarm_;
  bool stopped_ = false;
};

}  // namespace squall
