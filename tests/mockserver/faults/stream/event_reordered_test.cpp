// Streams whose events overtake each other.
#include <set>

#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(EventReordered, SwapsADeltaWithTheNextEvent) {
  std::set<std::string> seen;
  for (std::uint64_t dice = 0; dice < 100; ++dice)
    seen.insert(said_by(edited("event_reordered", {}, toy_stream(), dice).script));
  EXPECT_EQ(seen, (std::set<std::string>{"openping<two><one><three><four><five>shutusagestop",
                                         "openping<one><three><two><four><five>shutusagestop",
                                         "openping<one><two><four><three><five>shutusagestop",
                                         "openping<one><two><three><five><four>shutusagestop",
                                         "openping<one><two><three><four>shut<five>usagestop"}));
}

TEST(EventReordered, MovesChosenEventsBackByOnePlaceOnly) {
  const Given given{{"count", "5"}};
  EXPECT_EQ(said_by(edited("event_reordered", given, toy_stream()).script),
            "openpingshut<one><two><three><four><five>usagestop");
}

TEST(EventReordered, LeavesTheMomentsOfTheStreamAlone) {
  Reply reply = toy_stream();
  reply.script.insert(reply.script.begin() + 9, wait(std::chrono::seconds(2)));
  const Given given{{"role", "usage"}};
  EXPECT_EQ(edited("event_reordered", given, reply).script[9], wait(std::chrono::seconds(2)));
}

TEST(EventReordered, LeavesAnEventAloneThatNoneFollows) {
  bool acted = true;
  const Given given{{"role", "terminal"}};
  EXPECT_EQ(edited("event_reordered", given, toy_stream(), 1, &acted).script, toy_stream().script);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
