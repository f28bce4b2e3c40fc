// RST in place of an answer.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

TEST(ResetBeforeHeaders, ResetsOnceARequestBeginsToArrive) {
  EXPECT_EQ(greeting_after("reset_before_headers"), asked_as({ending(StepKind::reset)}));
}

}  // namespace
}  // namespace squall
