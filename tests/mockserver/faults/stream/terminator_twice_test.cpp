// Streams that tell their end twice.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(TerminatorTwice, TellsTheEndTwice) {
  EXPECT_EQ(said_by(edited("terminator_twice", {}, toy_stream()).script),
            "openping<one><two><three><four><five>shutusagestopstop");
}

TEST(TerminatorTwice, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("terminator_twice", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
