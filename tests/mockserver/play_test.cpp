// Scripts on a wire, traced.
#include "mockserver/play.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>

#include <algorithm>

#include "scenarios/rethrow.hpp"
#include "scenarios/virtual_clock.hpp"
#include "tests/support/recorded_wire.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Stage {
  net::io_context context{1};
  VirtualClock clock{context, seconds(100)};
  RecordedWire wire{clock};
  Played played;
  bool over = false;

  // The wire must outlive a play that is still under way.
  ~Stage() {
    wire.hang_up();
    clock.run();
  }

  void play_until(const Script& script, Instant end = Instant::max()) {
    net::co_spawn(context, perform(script, this), &rethrow);
    clock.run(end);
  }
  void hang_up_at(Instant at) { net::co_spawn(context, leave(this, at), &rethrow); }

  static net::awaitable<void> perform(Script script, Stage* stage) {
    const Played played = co_await play(script, stage->wire, stage->clock);
    stage->played = played;
    stage->over = true;
  }
  static net::awaitable<void> leave(Stage* stage, Instant at) {
    co_await sleep_until(stage->clock, at);
    stage->wire.hang_up();
  }
};

TEST(Play, SendsWhatFollowsWithoutAWaitTogether) {
  Stage stage;
  stage.play_until({send(Role::head, "h"), send(Role::open, "o"), wait(milliseconds(250)),
                    toy_delta("a"), toy_delta("b"), wait(seconds(30)), send(Role::terminal, "t"),
                    ending(StepKind::finish)});
  EXPECT_EQ(stage.wire.trace,
            "100000ms send \"ho\"\n"
            "100250ms send \"<a><b>\"\n"
            "130250ms send \"t\"\n");
  EXPECT_EQ(stage.played.how, StepKind::finish);
  EXPECT_FALSE(stage.played.abandoned);
}

TEST(Play, CountsWhatWentOut) {
  Stage stage;
  const Script script = toy_stream().script;
  stage.play_until(script);
  EXPECT_EQ(stage.played.bytes, body_size(script));
  EXPECT_EQ(stage.played.text, 19U);
  EXPECT_EQ(stage.played.tokens, 5U);
  EXPECT_TRUE(stage.played.told_end);
  EXPECT_EQ(stage.played.first_byte, seconds(100));
}

TEST(Play, TakesAWholeBodyForAnEnd) {
  Stage stage;
  stage.play_until(toy_body().script);
  EXPECT_TRUE(stage.played.told_end);
}

TEST(Play, SeesNoEndInAStreamWithoutItsTerminal) {
  Stage stage;
  stage.play_until({toy_delta("a"), ending(StepKind::finish)});
  EXPECT_FALSE(stage.played.told_end);
}

TEST(Play, DoesNotLetWaitsDrift) {
  Stage stage;
  Script script;
  for (int i = 0; i < 1000; ++i) {
    script.push_back(wait(Duration{1'000'001}));
    script.push_back(send(Role::delta, "x"));
  }
  script.push_back(ending(StepKind::close));
  stage.play_until(script);
  EXPECT_EQ(stage.clock.now(), seconds(100) + Duration{1'000'001'000});
  EXPECT_TRUE(stage.wire.trace.ends_with("101000ms send \"x\"\n101000ms close\n"));
}

TEST(Play, ClosesAndResetsAsTheScriptEnds) {
  Stage closing, resetting;
  closing.play_until({send(Role::body, "b"), ending(StepKind::close)});
  EXPECT_EQ(closing.wire.trace, "100000ms send \"b\"\n100000ms close\n");
  EXPECT_EQ(closing.played.how, StepKind::close);
  resetting.play_until({wait(seconds(1)), ending(StepKind::reset)});
  EXPECT_EQ(resetting.wire.trace, "101000ms reset\n");
  EXPECT_EQ(resetting.played.how, StepKind::reset);
  EXPECT_EQ(resetting.played.first_byte, Instant{0});
}

TEST(Play, EndsAWaitAtTheMomentThePeerHangsUp) {
  Stage stage;
  stage.hang_up_at(seconds(142));
  stage.play_until({toy_delta("a"), wait(seconds(60)), toy_delta("b"), ending(StepKind::finish)});
  EXPECT_EQ(stage.wire.trace, "100000ms send \"<a>\"\n142000ms close\n");
  EXPECT_TRUE(stage.played.abandoned);
  EXPECT_EQ(stage.clock.now(), seconds(142));
  EXPECT_EQ(stage.played.tokens, 1U);
}

TEST(Play, HoldsUntilThePeerHangsUp) {
  Stage stage;
  stage.hang_up_at(std::chrono::hours(5));
  stage.play_until({toy_delta("a"), ending(StepKind::hold)});
  EXPECT_EQ(stage.wire.trace, "100000ms send \"<a>\"\n18000000ms close\n");
  EXPECT_TRUE(stage.played.abandoned);
  EXPECT_EQ(stage.played.how, StepKind::hold);
}

TEST(Play, HoldsForEverWhenThePeerStays) {
  Stage stage;
  stage.play_until({ending(StepKind::hold)});
  EXPECT_FALSE(stage.over);
  EXPECT_TRUE(stage.wire.is_watched());
  EXPECT_EQ(stage.clock.now(), seconds(100));
}

TEST(Play, StopsWatchingWhenItIsOver) {
  Stage stage;
  stage.play_until({wait(seconds(1)), ending(StepKind::finish)});
  EXPECT_TRUE(stage.over);
  EXPECT_FALSE(stage.wire.is_watched());
}

TEST(Play, TakesASendThatFailsForAPeerThatLeft) {
  Stage stage;
  stage.wire.sends_that_succeed = 1;
  stage.play_until({send(Role::head, "h"), wait(seconds(1)), toy_delta("a"), wait(seconds(1)),
                    toy_delta("b"), ending(StepKind::finish)});
  EXPECT_EQ(stage.wire.trace,
            "100000ms send \"h\"\n"
            "101000ms send fails\n"
            "101000ms close\n");
  EXPECT_TRUE(stage.played.abandoned);
  EXPECT_EQ(stage.played.bytes, 1U);
  EXPECT_EQ(stage.played.tokens, 0U);
}

TEST(Play, KnowsNoFirstByteWhenNoneWentOut) {
  Stage stage;
  stage.wire.sends_that_succeed = 0;
  stage.play_until(toy_body().script);
  EXPECT_EQ(stage.played.bytes, 0U);
  EXPECT_EQ(stage.played.first_byte, Instant{0});
  EXPECT_FALSE(stage.played.told_end);
}

TEST(Play, NeverSaysWhatComesAfterTheEndOfTime) {
  Stage stage;
  Script script(40, wait(longest));
  script.push_back(send(Role::delta, "late"));
  script.push_back(ending(StepKind::finish));
  stage.play_until(script);
  EXPECT_EQ(stage.wire.trace, "");
}

TEST(Play, SendsLongStreamsInPieces) {
  Stage stage;
  Script script(5, send(Role::delta, std::string(30 * 1024, 'x')));
  script.push_back(ending(StepKind::finish));
  stage.play_until(script);
  EXPECT_EQ(std::ranges::count(stage.wire.trace, '\n'), 3);
  EXPECT_EQ(stage.played.bytes, 150U * 1024);
}

}  // namespace
}  // namespace squall
