// Streams that pause.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(Stall, PausesAfterTheChosenShareOfTheDeltas) {
  EXPECT_EQ(script_after("stall", {{"at", "2/5"}, {"lasting", "90s"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "1min30s send delta \"<three>\"\n"
            "1min30s send delta \"<four>\"\n"
            "1min30s send delta \"<five>\"\n"
            "1min30s send shut \"shut\"\n"
            "1min30s send usage \"usage\"\n"
            "1min30s send terminal \"stop\"\n"
            "1min30s finish\n");
}

TEST(Stall, RoundsAShareBetweenTwoDeltasUp) {
  EXPECT_EQ(edited("stall", {{"at", "3/10"}}, toy_stream()).script,
            edited("stall", {{"at", "2/5"}}, toy_stream()).script);
}

TEST(Stall, StaysSilentForEverWhenItDoesNotResume) {
  EXPECT_EQ(script_after("stall", {{"at", "1/5"}, {"resumes", "false"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 hold\n");
}

TEST(Stall, PausesBeforeTheFirstDeltaAtNone) {
  EXPECT_EQ(script_after("stall", {{"at", "0"}, {"resumes", "false"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 hold\n");
}

TEST(Stall, PausesBeforeTheEndAtAll) {
  EXPECT_EQ(script_after("stall", {{"at", "1"}, {"lasting", "1s"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<three>\"\n"
            "0 send delta \"<four>\"\n"
            "0 send delta \"<five>\"\n"
            "1s send shut \"shut\"\n"
            "1s send usage \"usage\"\n"
            "1s send terminal \"stop\"\n"
            "1s finish\n");
}

TEST(Stall, KeepsAliveDuringThePause) {
  const Given given{{"at", "4/5"}, {"lasting", "30s"}, {"pings", "10s"}};
  EXPECT_EQ(script_after("stall", given),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<three>\"\n"
            "0 send delta \"<four>\"\n"
            "10s send ping \"~\"\n"
            "20s send ping \"~\"\n"
            "30s send delta \"<five>\"\n"
            "30s send shut \"shut\"\n"
            "30s send usage \"usage\"\n"
            "30s send terminal \"stop\"\n"
            "30s finish\n");
}

TEST(Stall, KeepsAliveForEverWhenItDoesNotResume) {
  EXPECT_EQ(script_after("stall", {{"at", "0"}, {"resumes", "false"}, {"pings", "10s"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 hold every 10s \"~\"\n");
}

TEST(Stall, KeepsAliveTenTimesASecondAtMost) {
  EXPECT_EQ(script_after("stall", {{"at", "0"}, {"resumes", "false"}, {"pings", "1ns"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 hold every 100ms \"~\"\n");
}

TEST(Stall, FallsSilentAfterTenThousandKeepAlives) {
  const Reply reply = edited("stall", {{"lasting", "24h"}, {"pings", "1ns"}}, toy_stream());
  EXPECT_EQ(reply.script.size(), toy_stream().script.size() + 20'001);
  Duration all{};
  for (const Step& step : reply.script) all += step.lasting;
  EXPECT_EQ(all, std::chrono::hours(24));
}

TEST(Stall, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("stall", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
