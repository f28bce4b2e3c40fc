// Streams whose socket stays open after their end.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(SocketLeftOpen, NeverEndsAfterEverythingWasSaid) {
  Script expected = toy_stream().script;
  expected.back() = ending(StepKind::hold);
  EXPECT_EQ(edited("socket_left_open", {}, toy_stream()).script, expected);
}

TEST(SocketLeftOpen, EndsLate) {
  Script expected = toy_stream().script;
  expected.insert(std::prev(expected.end()), wait(std::chrono::seconds(76)));
  EXPECT_EQ(edited("socket_left_open", {{"ends", "true"}}, toy_stream()).script, expected);
}

TEST(SocketLeftOpen, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("socket_left_open", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
