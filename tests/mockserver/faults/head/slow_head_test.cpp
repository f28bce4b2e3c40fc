// Heads that trickle.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(SlowHead, SendsByteByByte) {
  Reply reply;
  reply.script = {send(Role::head, "HTTP"), send(Role::body, "{}"), ending(StepKind::finish)};
  EXPECT_EQ(script_after("slow_head", {{"every", "2s"}}, reply),
            "0 send head \"H\"\n2s send head \"T\"\n4s send head \"T\"\n6s send head \"P\"\n"
            "6s send body \"{}\"\n6s finish\n");
}

TEST(SlowHead, LeavesAResponseWithoutAHeadAlone) {
  bool acted = true;
  EXPECT_EQ(edited("slow_head", {}, toy_body(), 1, &acted).script, toy_body().script);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
