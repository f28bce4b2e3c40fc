// Real time, as far as it can be tested without waiting for any.
#include "scenarios/real_clock.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "scenarios/rethrow.hpp"

namespace squall {
namespace {

using std::chrono::seconds;

// Always late: waits for moments that are past until somebody else has run.
struct Late {
  net::io_context context{1};
  RealClock clock{context.get_executor(), Ratio{1, 1}, seconds(100)};
  std::unique_ptr<Alarm> alarm = clock.alarm();
  bool others_ran = false;
  std::vector<bool> reached;

  static net::awaitable<void> wait_again_and_again(Late* late) {
    while (!late->others_ran && late->reached.size() < 1000) {
      const bool reached = co_await late->alarm->wait_until(seconds(99));
      late->reached.push_back(reached);
    }
  }
};

TEST(RealClock, LetsOthersRunBeforeAMomentThatIsPast) {
  Late late;
  net::co_spawn(late.context, Late::wait_again_and_again(&late), &rethrow);
  net::post(late.context, [&late] { late.others_ran = true; });
  late.context.run();
  EXPECT_EQ(late.reached, std::vector<bool>{true});
}

TEST(RealClock, CanBeWokenFromAMomentThatIsPast) {
  Late late;
  net::co_spawn(late.context, Late::wait_again_and_again(&late), &rethrow);
  net::post(late.context, [&late] {
    late.others_ran = true;
    late.alarm->wake();
  });
  late.context.run();
  EXPECT_EQ(late.reached, std::vector<bool>{false});
}

}  // namespace
}  // namespace squall
