// Answers that go out byte by byte.
#include "mockserver/framing.hpp"
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

Step byte(char c) { return send(Role::none, std::string(1, c)); }

TEST(OneByteSegments, PartsBytesByWaitsOfZero) {
  Reply reply;
  reply.script = {toy_delta("a"), send(Role::terminal, "b"), ending(StepKind::finish)};
  Step last = toy_delta("a");
  last.bytes = ">";
  const Step gap = wait(Duration{0});
  EXPECT_EQ(edited("one_byte_segments", {}, reply).script,
            (Script{byte('<'), gap, byte('a'), gap, last, gap, send(Role::terminal, "b"),
                    ending(StepKind::finish)}));
}

TEST(OneByteSegments, SendsTheRestAsUsual) {
  Reply reply;
  reply.script = {toy_delta("abc"), send(Role::terminal, "stop"), ending(StepKind::finish)};
  Step rest = toy_delta("abc");
  rest.bytes = "bc>";
  const Step gap = wait(Duration{0});
  EXPECT_EQ(edited("one_byte_segments", {{"first", "2"}}, reply).script,
            (Script{byte('<'), gap, byte('a'), gap, rest, send(Role::terminal, "stop"),
                    ending(StepKind::finish)}));
}

TEST(OneByteSegments, KeepsEveryByteAndEveryWait) {
  Reply reply = edited("trickle", {{"every", "5s"}}, toy_stream());
  frame(reply, {});
  const Script split = edited("one_byte_segments", {}, reply).script;
  EXPECT_EQ(said_by(split), said_by(reply.script));
  Duration all{};
  for (const Step& step : split) all += step.lasting;
  EXPECT_EQ(all, std::chrono::seconds(20));
}

}  // namespace
}  // namespace squall
