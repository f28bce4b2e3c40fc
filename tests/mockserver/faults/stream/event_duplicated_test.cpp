// Streams whose events come twice.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(EventDuplicated, SaysEventsTwiceInARow) {
  const auto said = [](std::string_view role, std::string_view count) {
    const Given given{{"role", role}, {"count", count}};
    return said_by(edited("event_duplicated", given, toy_stream()).script);
  };
  EXPECT_EQ(said("open", "1"), "openopenping<one><two><three><four><five>shutusagestop");
  EXPECT_EQ(said("usage", "1"), "openping<one><two><three><four><five>shutusageusagestop");
  EXPECT_EQ(said("delta", "5"),
            "openping<one><one><two><two><three><three><four><four><five><five>shutusagestop");
}

TEST(EventDuplicated, CountsNothingTwice) {
  std::uint32_t text = 0, tokens = 0;
  for (const Step& step : edited("event_duplicated", {{"count", "3"}}, toy_stream()).script) {
    text += step.text;
    tokens += step.tokens;
  }
  EXPECT_EQ(text, 19U);
  EXPECT_EQ(tokens, 5U);
}

TEST(EventDuplicated, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("event_duplicated", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
