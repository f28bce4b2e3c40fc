// Streams with one huge event.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(HugeEvent, PadsTheNextDeltaBeforeItsLastBrace) {
  Script expected = event_stream().script;
  expected[2].bytes =
      "data: {\"type\":\"text\",\"text\":\"Ærø 嵐\"" + std::string(1024, ' ') + "}\n\n";
  EXPECT_EQ(edited("huge_event", {{"at", "1/4"}, {"size", "1KiB"}}, event_stream()).script,
            expected);
}

TEST(HugeEvent, IsTenMebibytesByDefault) {
  EXPECT_EQ(body_size(edited("huge_event", {}, event_stream()).script),
            body_size(event_stream().script) + 10 * 1024 * 1024);
}

TEST(HugeEvent, TakesTheFirstWhenNoneFollows) {
  const Script huge = edited("huge_event", {{"at", "1"}, {"size", "1KiB"}}, event_stream()).script;
  EXPECT_EQ(huge[1].bytes.size(), event_stream().script[1].bytes.size() + 1024);
}

TEST(HugeEvent, LeavesEventsAloneThatAreNoJson) {
  bool acted = true;
  EXPECT_EQ(edited("huge_event", {}, toy_stream(), 1, &acted).script, toy_stream().script);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
