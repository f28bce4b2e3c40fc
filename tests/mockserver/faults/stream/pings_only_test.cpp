// Streams that only keep alive.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(PingsOnly, SaysThePlatformsKeepAliveForEverAfterTheOpening) {
  EXPECT_EQ(script_after("pings_only", {}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 hold every 30s \"~\"\n");
}

TEST(PingsOnly, SaysComments) {
  EXPECT_EQ(script_after("pings_only", {{"kind", "comment"}, {"every", "5s"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 hold every 5s \": keep-alive\\n\\n\"\n");
}

TEST(PingsOnly, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("pings_only", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
