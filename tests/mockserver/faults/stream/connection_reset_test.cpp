// Connections that are reset.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(ConnectionReset, ComesAfterTheChosenShareOfTheDeltas) {
  EXPECT_EQ(script_after("connection_reset", {{"at", "1/5"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 reset\n");
}

TEST(ConnectionReset, ComesInTheMiddleOfAnEvent) {
  EXPECT_EQ(script_after("connection_reset", {{"at", "1/5"}, {"place", "in_event"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<t\"\n"
            "0 reset\n");
}

TEST(ConnectionReset, LeavesAStreamAloneThatLacksThePlace) {
  bool acted = true;
  const Given given{{"place", "in_string"}};
  EXPECT_EQ(edited("connection_reset", given, toy_stream(), 1, &acted).script, toy_stream().script);
  EXPECT_FALSE(acted);
}

TEST(ConnectionReset, SaysNothingAtAllBeforeTheHead) {
  EXPECT_EQ(script_after("connection_reset", {{"when", "before_head"}}), "0 reset\n");
  EXPECT_EQ(script_after("connection_reset", {{"when", "before_head"}}, toy_body()), "0 reset\n");
}

TEST(ConnectionReset, SendsHalfOfABodyUnderTheLengthOfTheWhole) {
  const Reply reply = edited("connection_reset", {}, toy_body());
  EXPECT_EQ(print(reply.script), "0 send none \"{onetwothr\"\n0 reset\n");
  EXPECT_EQ(reply.announced, 21U);
  EXPECT_EQ(reply.script[0].tokens, 0U);
  EXPECT_EQ(reply.script[0].text, 0U);
}

TEST(ConnectionReset, EndsAnEmptyAnswerAsPlanned) {
  EXPECT_EQ(script_after("connection_reset", {}, toy_nothing()), "0 finish\n");
}

}  // namespace
}  // namespace squall
