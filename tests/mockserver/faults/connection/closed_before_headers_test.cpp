// FIN in place of an answer.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

TEST(ClosedBeforeHeaders, ClosesOnceARequestBeginsToArrive) {
  EXPECT_EQ(greeting_after("closed_before_headers"), asked_as({ending(StepKind::close)}));
}

TEST(ClosedBeforeHeaders, CanCloseAtOnce) {
  EXPECT_EQ(greeting_after("closed_before_headers", {{"when", "accept"}}),
            accepted_as({ending(StepKind::close)}));
}

}  // namespace
}  // namespace squall
