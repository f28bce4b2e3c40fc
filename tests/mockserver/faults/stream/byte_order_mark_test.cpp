// Streams that begin with a byte-order mark.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(ByteOrderMark, StandsBeforeTheFirstEvent) {
  Script expected = toy_stream().script;
  expected[0].bytes = "\xEF\xBB\xBFopen";
  EXPECT_EQ(edited("byte_order_mark", {}, toy_stream()).script, expected);
}

TEST(ByteOrderMark, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("byte_order_mark", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
