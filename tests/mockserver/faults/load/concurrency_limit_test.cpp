// Too many answers at once, through the whole server.
#include "tests/support/load_run.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

TEST(ConcurrencyLimitFault, RefusesWhatIsTooMuchAtOnceAndAdvisesNothing) {
  LoadRun run({rule_with("few", "concurrency_limit", {{"at_once", "2"}})});
  for (int i = 0; i < 3; ++i) run.ask(i * 1s, std::to_string(i));
  run.leave(5s, "1");
  run.ask(6s, "3");
  run.ask(7s, "4");
  run.ask(10s, "5");
  EXPECT_EQ(run.story(),
            "2s 2 429 finish\n5s 1 200 abandoned\n7s 4 429 finish\n10s 0 200 finish\n"
            "16s 3 200 finish\n20s 5 200 finish\n");
  EXPECT_EQ(run.header("2", "retry-after"), "");
  EXPECT_NE(run.response("2").body.find("2 concurrent requests"), std::string::npos);
}

}  // namespace
}  // namespace squall
