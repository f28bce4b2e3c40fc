// An alert in place of a ServerHello.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

TEST(TlsHandshakeFailure, AnswersWithAnAlert) {
  EXPECT_EQ(greeting_after("tls_handshake_failure"), handshake_as(Handshake::alert));
}

}  // namespace
}  // namespace squall
