// Streams that go on after their end.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(EventsAfterEnd, SaysTheLastDeltasOnceMore) {
  EXPECT_EQ(said_by(edited("events_after_end", {{"count", "2"}}, toy_stream()).script),
            "openping<one><two><three><four><five>shutusagestop<four><five>");
}

TEST(EventsAfterEnd, SaysAllWhenThereAreNoMore) {
  EXPECT_EQ(said_by(edited("events_after_end", {{"count", "9"}}, toy_stream()).script),
            "openping<one><two><three><four><five>shutusagestop<one><two><three><four><five>");
}

TEST(EventsAfterEnd, CountsNothingTwice) {
  std::uint32_t text = 0;
  for (const Step& step : edited("events_after_end", {}, toy_stream()).script) text += step.text;
  EXPECT_EQ(text, 19U);
}

TEST(EventsAfterEnd, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("events_after_end", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
