// Silence in place of a welcome.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

using std::chrono::seconds;

TEST(AcceptSilent, HoldsForEver) {
  EXPECT_EQ(greeting_after("accept_silent"), accepted_as({ending(StepKind::hold)}));
}

TEST(AcceptSilent, CanEnd) {
  EXPECT_EQ(greeting_after("accept_silent", {{"lasting", "5s"}, {"resumes", "true"}}),
            accepted_as({wait(seconds(5)), ending(StepKind::finish)}));
}

TEST(AcceptSilent, AddsUp) {
  const Given five{{"lasting", "5s"}, {"resumes", "true"}};
  EXPECT_EQ(greeting_after("accept_silent", five, greeting_after("accept_silent", five)),
            accepted_as({wait(seconds(5)), wait(seconds(5)), ending(StepKind::finish)}));
}

}  // namespace
}  // namespace squall
