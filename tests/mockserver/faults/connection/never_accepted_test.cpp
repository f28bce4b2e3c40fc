// A port where nobody accepts, with and without the kernel's handshake.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

TEST(NeverAccepted, CompletesTheHandshakeInSilence) {
  EXPECT_EQ(greeting_after("never_accepted"), door_as(Door::unaccepted));
}

TEST(NeverAccepted, CanLetConnectingItselfHang) {
  EXPECT_EQ(greeting_after("never_accepted", {{"handshake", "hangs"}}), door_as(Door::unreachable));
}

}  // namespace
}  // namespace squall
