// Answers that go out byte by byte.
#include <boost/asio/co_spawn.hpp>

#include "mockserver/framing.hpp"
#include "mockserver/play.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/virtual_clock.hpp"
#include "tests/support/event_stream.hpp"
#include "tests/support/recorded_wire.hpp"

namespace squall {
namespace {

net::awaitable<void> perform(Script script, Wire* wire, Clock* clock) {
  const Played played = co_await play(script, *wire, *clock);
  EXPECT_TRUE(played.told_end);
}

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

TEST(OneByteSegments, MakesAWriteOfEveryByte) {
  Reply reply;
  reply.script = {toy_delta("a"), send(Role::terminal, "b"), ending(StepKind::finish)};
  net::io_context context{1};
  VirtualClock clock{context};
  RecordedWire wire{clock};
  const Script split = edited("one_byte_segments", {{"every", "5ms"}}, reply).script;
  net::co_spawn(context, perform(split, &wire, &clock), &rethrow);
  clock.run();
  EXPECT_EQ(wire.trace,
            "0ms send \"<\"\n"
            "5ms send \"a\"\n"
            "10ms send \">\"\n"
            "15ms send \"b\"\n");
}

}  // namespace
}  // namespace squall
