// Streams whose events get lost.
#include <set>

#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(EventDropped, LosesOneDeltaOfFive) {
  std::set<std::string> seen;
  for (std::uint64_t dice = 0; dice < 100; ++dice)
    seen.insert(said_by(edited("event_dropped", {}, toy_stream(), dice).script));
  EXPECT_EQ(seen, (std::set<std::string>{"openping<two><three><four><five>shutusagestop",
                                         "openping<one><three><four><five>shutusagestop",
                                         "openping<one><two><four><five>shutusagestop",
                                         "openping<one><two><three><five>shutusagestop",
                                         "openping<one><two><three><four>shutusagestop"}));
}

TEST(EventDropped, LosesEventsOfTheChosenRole) {
  const auto said = [](std::string_view role) {
    return said_by(edited("event_dropped", {{"role", role}, {"count", "9"}}, toy_stream()).script);
  };
  EXPECT_EQ(said("open"), "ping<one><two><three><four><five>shutusagestop");
  EXPECT_EQ(said("shut"), "openping<one><two><three><four><five>usagestop");
  EXPECT_EQ(said("terminal"), "openping<one><two><three><four><five>shutusage");
  EXPECT_EQ(said("delta"), "openpingshutusagestop");
}

TEST(EventDropped, KeepsTheWaitsOfWhatIsLost) {
  Reply reply = toy_stream();
  reply.script.insert(reply.script.begin() + 2, wait(std::chrono::seconds(2)));
  EXPECT_EQ(script_after("event_dropped", {{"count", "5"}}, reply),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "2s send shut \"shut\"\n"
            "2s send usage \"usage\"\n"
            "2s send terminal \"stop\"\n"
            "2s finish\n");
}

TEST(EventDropped, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("event_dropped", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
