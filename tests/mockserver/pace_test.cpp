// The tempo of a healthy provider.
#include "mockserver/pace.hpp"

#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

std::string paced(Reply reply, double first_token, double rate) {
  Pace tempo;
  tempo.first_token.a = first_token;
  tempo.tokens_per_second.a = rate;
  Random random{1};
  pace(reply.script, tempo, random);
  return print(reply.script);
}

TEST(Pace, WaitsForTheFirstTokenAndThenForEachNext) {
  EXPECT_EQ(paced(toy_stream(), 0.5, 10),
            "500ms send open \"open\"\n"
            "500ms send ping \"ping\"\n"
            "500ms send delta \"<one>\"\n"
            "600ms send delta \"<two>\"\n"
            "700ms send delta \"<three>\"\n"
            "800ms send delta \"<four>\"\n"
            "900ms send delta \"<five>\"\n"
            "900ms send shut \"shut\"\n"
            "900ms send usage \"usage\"\n"
            "900ms send terminal \"stop\"\n"
            "900ms finish\n");
}

TEST(Pace, LetsABodyWaitForAllItsTokens) {
  EXPECT_EQ(paced(toy_body(), 0.5, 10), "1s send body \"{onetwothreefourfive}\"\n1s finish\n");
  EXPECT_EQ(paced(toy_body(), 0, 10), "500ms send body \"{onetwothreefourfive}\"\n500ms finish\n");
}

TEST(Pace, LeavesARefusalAlone) {
  EXPECT_EQ(paced(toy_refuse({529, "", ""}, {}, {}), 0.5, 10),
            "0 send body \"refused /\"\n0 finish\n");
}

TEST(Pace, SurvivesARateOfNothing) {
  EXPECT_EQ(paced(toy_body(), 0, 0),
            "1h23min20s send body \"{onetwothreefourfive}\"\n1h23min20s finish\n");
}

}  // namespace
}  // namespace squall
