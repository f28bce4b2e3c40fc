// First tokens that are late.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(SlowFirstToken, LetsTheStreamOpenInTime) {
  EXPECT_EQ(script_after("slow_first_token", {{"lasting", "40s"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "40s send delta \"<one>\"\n"
            "40s send delta \"<two>\"\n"
            "40s send delta \"<three>\"\n"
            "40s send delta \"<four>\"\n"
            "40s send delta \"<five>\"\n"
            "40s send shut \"shut\"\n"
            "40s send usage \"usage\"\n"
            "40s send terminal \"stop\"\n"
            "40s finish\n");
}

TEST(SlowFirstToken, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("slow_first_token", {{"lasting", "40s"}}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
