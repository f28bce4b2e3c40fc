// A port where nobody listens, and what becomes of those who were inside.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

TEST(ConnectionRefused, ShutsTheDoorAndResetsWhoIsInside) {
  EXPECT_EQ(greeting_after("connection_refused"), door_as(Door::refused, true));
}

TEST(ConnectionRefused, CanKeepOpenConnections) {
  EXPECT_EQ(greeting_after("connection_refused", {{"open_connections", "kept"}}),
            door_as(Door::refused));
}

}  // namespace
}  // namespace squall
