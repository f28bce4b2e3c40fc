// Error statuses of the platform and of what stands before it.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(ErrorStatus, IsThePlatforms500ByDefault) {
  const Reply reply = edited("error_status", {}, toy_stream());
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(print(reply.script), "0 send body \"refused /\"\n0 finish\n");
}

TEST(ErrorStatus, CarriesTypeAndMessage) {
  const Given given{{"status", "429"}, {"type", "rate_limit_error"}, {"message", "slow down"}};
  EXPECT_EQ(edited("error_status", given, toy_stream()).status, 429);
  EXPECT_EQ(script_after("error_status", given),
            "0 send body \"refused rate_limit_error/slow down\"\n0 finish\n");
}

TEST(ErrorStatus, SetsRetryAfter) {
  EXPECT_EQ(edited("error_status", {{"retry_after", "Fri, 31 Dec 1999 23:59:59 GMT"}}, toy_body())
                .headers,
            (Headers{{"retry-after", "Fri, 31 Dec 1999 23:59:59 GMT"}}));
}

}  // namespace
}  // namespace squall
