// Refusals for want of capacity.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(Overloaded, IsThePlatformsOwnRefusal) {
  const Reply reply = edited("overloaded", {}, toy_stream());
  EXPECT_EQ(reply.status, 529);
  EXPECT_EQ(print(reply.script), "0 send body \"refused /\"\n0 finish\n");
  EXPECT_EQ(reply.headers, (Headers{{"retry-after", "7"}}));
}

TEST(Overloaded, SaysTheScenariosWords) {
  EXPECT_EQ(script_after("overloaded", {{"message", "Too busy"}}),
            "0 send body \"refused /Too busy\"\n0 finish\n");
}

TEST(Overloaded, SendsTheScenariosRetryAfterInsteadOfThePlatforms) {
  EXPECT_EQ(edited("overloaded", {{"retry_after", "30"}}, toy_stream()).headers,
            (Headers{{"retry-after", "30"}}));
}

TEST(Overloaded, SendsNoRetryAfterWhenThereIsNone) {
  EXPECT_EQ(edited("overloaded", {{"retry_after", "none"}}, toy_stream()).headers, Headers{});
}

}  // namespace
}  // namespace squall
