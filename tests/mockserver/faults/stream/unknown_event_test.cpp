// Streams with an event of an unknown type.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(UnknownEvent, ComesAfterTheChosenShareOfTheDeltas) {
  const Given given{{"at", "1/5"}, {"type", "news"}};
  EXPECT_EQ(said_by(edited("unknown_event", given, toy_stream()).script),
            "openping<one>event: news\ndata: {\"type\":\"news\"}\n\n"
            "<two><three><four><five>shutusagestop");
}

TEST(UnknownEvent, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("unknown_event", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
