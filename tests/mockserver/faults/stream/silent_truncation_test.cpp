// Streams that end early and look well-formed.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(SilentTruncation, EndsCorrectlyAfterTheChosenShareOfTheDeltas) {
  EXPECT_EQ(script_after("silent_truncation", {{"at", "3/5"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<three>\"\n"
            "0 finish\n");
}

TEST(SilentTruncation, DropsOnlyTheEndOfTheMessageAtAll) {
  EXPECT_EQ(script_after("silent_truncation", {{"at", "1"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<two>\"\n"
            "0 send delta \"<three>\"\n"
            "0 send delta \"<four>\"\n"
            "0 send delta \"<five>\"\n"
            "0 finish\n");
}

TEST(SilentTruncation, LeavesNoDeltaAtNone) {
  EXPECT_EQ(script_after("silent_truncation", {{"at", "0"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 finish\n");
}

TEST(SilentTruncation, KeepsStatusHeadersAndFraming) {
  const Reply before = toy_stream();
  const Reply after = edited("silent_truncation", {}, toy_stream());
  EXPECT_EQ(after.status, 200);
  EXPECT_EQ(after.headers, before.headers);
  EXPECT_EQ(after.framing, before.framing);
  EXPECT_EQ(after.announced, std::nullopt);
}

TEST(SilentTruncation, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("silent_truncation", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
