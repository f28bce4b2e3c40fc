// RST in place of a welcome.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

using std::chrono::seconds;

TEST(AcceptReset, ResetsBeforeAnythingIsRead) {
  EXPECT_EQ(greeting_after("accept_reset"), accepted_as({ending(StepKind::reset)}));
}

TEST(AcceptReset, ComesAfterASilenceThatEnds) {
  const Greeting silent = greeting_after("accept_silent", {{"lasting", "5s"}, {"resumes", "true"}});
  EXPECT_EQ(greeting_after("accept_reset", {}, silent),
            accepted_as({wait(seconds(5)), ending(StepKind::reset)}));
}

}  // namespace
}  // namespace squall
