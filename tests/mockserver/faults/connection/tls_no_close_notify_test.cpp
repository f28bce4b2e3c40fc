// An end that TLS is not told of.
#include <gtest/gtest.h>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

TEST(TlsNoCloseNotify, CutsAfterSoManyBytes) {
  Greeting cut;
  cut.cut_after = 4096;
  EXPECT_EQ(greeting_after("tls_no_close_notify", {{"after", "4KiB"}}), cut);
}

TEST(TlsNoCloseNotify, LeavesAnEarlierCutAlone) {
  const Greeting cut = greeting_after("tls_no_close_notify");
  EXPECT_EQ(greeting_after("tls_no_close_notify", {{"after", "1B"}}, cut), cut);
}

}  // namespace
}  // namespace squall
