// Answers that are held back and come at once.
#include "mockserver/framing.hpp"
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

Reply framed(std::string_view fault, const Given& given) {
  Reply reply = edited(fault, given, toy_stream());
  frame(reply, {});
  return reply;
}

TEST(OneSegment, WaitsForEverythingFirst) {
  const Reply slow = framed("trickle", {{"every", "5s"}});
  Script expected = slow.script;
  std::erase_if(expected, [](const Step& step) { return step.kind == StepKind::wait; });
  expected.insert(expected.begin(), wait(std::chrono::seconds(20)));
  EXPECT_EQ(edited("one_segment", {}, slow).script, expected);
}

TEST(OneSegment, SaysNothingWhileTheEndDoesNotCome) {
  EXPECT_EQ(script_after("one_segment", {}, framed("stall", {{"resumes", "false"}})), "0 hold\n");
  EXPECT_EQ(script_after("one_segment", {}, framed("pings_only", {})), "0 hold\n");
}

TEST(OneSegment, HoldsBackNoLongerThanToTheEndOfTime) {
  Reply reply = toy_stream();
  reply.script.insert(reply.script.begin() + 1, 40, wait(longest));
  EXPECT_EQ(edited("one_segment", {}, reply).script.front(), wait(Duration::max()));
}

TEST(OneSegment, LeavesAnAnswerAloneThatComesAtOnceAnyway) {
  Reply reply = toy_stream();
  frame(reply, {});
  reply.script.insert(reply.script.begin(), wait(std::chrono::seconds(2)));
  bool acted = true;
  EXPECT_EQ(edited("one_segment", {}, reply, 1, &acted).script, reply.script);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
