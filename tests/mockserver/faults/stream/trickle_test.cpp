// Streams whose deltas are far apart.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(Trickle, KeepsEveryTwoDeltasApart) {
  EXPECT_EQ(script_after("trickle", {{"every", "5s"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "5s send delta \"<two>\"\n"
            "10s send delta \"<three>\"\n"
            "15s send delta \"<four>\"\n"
            "20s send delta \"<five>\"\n"
            "20s send shut \"shut\"\n"
            "20s send usage \"usage\"\n"
            "20s send terminal \"stop\"\n"
            "20s finish\n");
}

TEST(Trickle, AddsOnlyWhatIsMissing) {
  Reply reply = toy_stream();
  reply.script.insert(reply.script.begin() + 3, wait(std::chrono::seconds(2)));
  const Script slow = edited("trickle", {{"every", "5s"}}, reply).script;
  EXPECT_EQ(slow[3], wait(std::chrono::seconds(2)));
  EXPECT_EQ(slow[4], wait(std::chrono::seconds(3)));
}

TEST(Trickle, LeavesAStreamAloneThatIsSlowerAnyway) {
  Reply slow = edited("trickle", {{"every", "5s"}}, toy_stream());
  bool acted = true;
  EXPECT_EQ(edited("trickle", {{"every", "4s"}}, slow, 1, &acted).script, slow.script);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
