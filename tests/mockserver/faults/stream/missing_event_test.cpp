// Streams without one of their closing events.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(MissingEvent, LeavesOutWhatItIsTold) {
  const auto said = [](std::string_view which) {
    return said_by(edited("missing_event", {{"which", which}}, toy_stream()).script);
  };
  EXPECT_EQ(said("block_stop"), "openping<one><two><three><four><five>usagestop");
  EXPECT_EQ(said("usage"), "openping<one><two><three><four><five>shutstop");
  EXPECT_EQ(said("terminator"), "openping<one><two><three><four><five>shutusage");
}

TEST(MissingEvent, LeavesOutTheEndOfEveryBlock) {
  const Script script = edited("missing_event", {{"which", "block_stop"}}, event_stream()).script;
  EXPECT_EQ(script.size(), event_stream().script.size() - 2);
}

TEST(MissingEvent, LeavesAStreamAloneThatLacksItAnyway) {
  bool acted = true;
  const Given given{{"which", "usage"}};
  EXPECT_EQ(edited("missing_event", given, event_stream(), 1, &acted).script,
            event_stream().script);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
