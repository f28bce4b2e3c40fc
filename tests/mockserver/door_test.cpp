// The keeper of a door, on a clock that goes on between two looks at it.
#include "mockserver/door.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>

#include "scenarios/rethrow.hpp"
#include "tests/support/virtual_run.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

// Shows the start of the scenario to the first who looks, and ten seconds more to all others.
class JumpyClock : public Clock {
 public:
  explicit JumpyClock(net::io_context& context) : clock_(context, 10s) {}

  Instant now() const override { return looks_++ == 0 ? Instant{0} : clock_.now(); }
  std::unique_ptr<Alarm> alarm() override { return clock_.alarm(); }
  void run() { clock_.run(); }

 private:
  VirtualClock clock_;
  mutable int looks_ = 0;
};

TEST(DoorKeeper, SeesAChangeThatComesWhileItLooks) {
  Rule down = rule_with("down", "connection_refused");
  down.during = {5s, 20s};
  const Scenario scenario = scenario_with_rules({down});
  const Plan plan(scenario, 7);
  net::io_context context{1};
  JumpyClock clock(context);
  MemoryJournal journal;
  std::vector<Door> told;
  DoorKeeper keeper(plan, clock, journal, nullptr,
                    [&told](const Greeting& greeting) { told.push_back(greeting.door); });
  keeper.start();
  net::co_spawn(context, keeper.keep(), &rethrow);
  clock.run();
  EXPECT_EQ(told, (std::vector{Door::refused, Door::open}));
}

}  // namespace
}  // namespace squall
