// A certificate of somebody else.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

TEST(TlsWrongHost, ShowsAnotherHostsCertificate) {
  EXPECT_EQ(greeting_after("tls_wrong_host"), handshake_as(Handshake::wrong_host));
}

}  // namespace
}  // namespace squall
