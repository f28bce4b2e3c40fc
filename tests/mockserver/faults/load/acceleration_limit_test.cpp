// Traffic that grows too fast, through the whole server.
#include "tests/support/load_run.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

TEST(AccelerationLimitFault, RefusesASteepRamp) {
  LoadRun run({rule_with("ramp", "acceleration_limit", {{"least", "2"}, {"window", "1min"}})});
  for (int i = 0; i < 4; ++i) run.ask(30s, "a" + std::to_string(i));
  for (int i = 0; i < 5; ++i) run.ask(70s, "b" + std::to_string(i));
  EXPECT_EQ(run.story(),
            "30s a2 429 finish\n30s a3 429 finish\n40s a0 200 finish\n40s a1 200 finish\n"
            "1min10s b4 429 finish\n1min20s b0 200 finish\n1min20s b1 200 finish\n"
            "1min20s b2 200 finish\n1min20s b3 200 finish\n");
  EXPECT_EQ(run.header("a2", "retry-after"), "30");
  EXPECT_NE(run.response("a2").body.find("acceleration limit"), std::string::npos);
  EXPECT_NE(run.header("a2", "anthropic-ratelimit-input-tokens-remaining"), "0");
}

}  // namespace
}  // namespace squall
