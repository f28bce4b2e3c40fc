// A certificate that has run out.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

TEST(TlsExpiredCertificate, ShowsAnOldCertificate) {
  EXPECT_EQ(greeting_after("tls_expired_certificate"),
            handshake_as(Handshake::expired_certificate));
}

}  // namespace
}  // namespace squall
