// Requests that are taken and not answered.
#include "mockserver/framing.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

// A short body as it goes on the wire.
Reply framed() {
  Reply reply = toy_body();
  frame(reply, {});
  return reply;
}

TEST(Silence, NeverSaysAByteByDefault) {
  EXPECT_EQ(script_after("silence", {}, framed()), "0 hold\n");
}

TEST(Silence, ComesAfterTheHead) {
  const Script healthy = framed().script;
  EXPECT_EQ(edited("silence", {{"after", "head"}}, framed()).script,
            (Script{healthy[0], ending(StepKind::hold)}));
}

TEST(Silence, EndsWhereItIsToldTo) {
  const Script healthy = framed().script;
  const Step pause = wait(std::chrono::seconds(20));
  EXPECT_EQ(edited("silence", {{"lasting", "20s"}, {"resumes", "true"}}, framed()).script,
            (Script{pause, healthy[0], healthy[1], healthy[2]}));
  EXPECT_EQ(
      edited("silence", {{"after", "head"}, {"lasting", "20s"}, {"resumes", "true"}}, framed())
          .script,
      (Script{healthy[0], pause, healthy[1], healthy[2]}));
}

TEST(Silence, ComesAfterAWholeHeadThatIsSlow) {
  const Reply slow = edited("slow_head", {}, framed());
  Reply silent = edited("silence", {{"after", "head"}}, slow);
  EXPECT_EQ(silent.script.back(), ending(StepKind::hold));
  silent.script.pop_back();
  EXPECT_EQ(silent.script, Script(slow.script.begin(), slow.script.end() - 2));
}

TEST(Silence, FindsNoHeadInAResponseWithoutOne) {
  Reply reset;
  reset.script = {ending(StepKind::reset)};
  bool acted = true;
  edited("silence", {{"after", "head"}}, reset, 1, &acted);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
