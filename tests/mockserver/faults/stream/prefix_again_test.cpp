// Streams that start over.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(PrefixAgain, SaysEverythingSoFarAgainAndGoesOn) {
  EXPECT_EQ(said_by(edited("prefix_again", {{"at", "2/5"}}, toy_stream()).script),
            "openping<one><two>openping<one><two><three><four><five>shutusagestop");
}

TEST(PrefixAgain, SaysItAtOnce) {
  Reply reply = toy_stream();
  reply.script.insert(reply.script.begin() + 2, wait(std::chrono::seconds(2)));
  EXPECT_EQ(script_after("prefix_again", {{"at", "1"}}, reply),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "2s send delta \"<one>\"\n"
            "2s send delta \"<two>\"\n"
            "2s send delta \"<three>\"\n"
            "2s send delta \"<four>\"\n"
            "2s send delta \"<five>\"\n"
            "2s send open \"open\"\n"
            "2s send ping \"ping\"\n"
            "2s send delta \"<one>\"\n"
            "2s send delta \"<two>\"\n"
            "2s send delta \"<three>\"\n"
            "2s send delta \"<four>\"\n"
            "2s send delta \"<five>\"\n"
            "2s send shut \"shut\"\n"
            "2s send usage \"usage\"\n"
            "2s send terminal \"stop\"\n"
            "2s finish\n");
}

TEST(PrefixAgain, CountsNothingTwice) {
  std::uint32_t text = 0;
  for (const Step& step : edited("prefix_again", {}, toy_stream()).script) text += step.text;
  EXPECT_EQ(text, 19U);
}

TEST(PrefixAgain, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("prefix_again", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
