// Signatures look alike and can be told apart.
#include "scenarios/signature.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

std::string signed_on(std::string_view signer, std::uint64_t key) {
  Random letters{key};
  return signature_of(signer, letters);
}

TEST(Signature, IsKnownToItsSignerAlone) {
  for (std::uint64_t key = 0; key < 200; ++key) {
    const std::string signature = signed_on("anthropic", key);
    EXPECT_TRUE(is_signed_by("anthropic", signature));
    EXPECT_FALSE(is_signed_by("elsewhere", signature));
    EXPECT_FALSE(is_signed_by("", signature));
    EXPECT_FALSE(is_signed_by("anthropic", signed_on(elsewhere, key)));
  }
}

TEST(Signature, LooksLikeARealOne) {
  const std::string signature = signed_on("anthropic", 1);
  EXPECT_EQ(signature.size(), 344U);
  EXPECT_EQ(signature.substr(0, 4), "EqQB");
  EXPECT_EQ(signature.find_first_not_of(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
            signature.npos);
  EXPECT_NE(signature, signed_on("anthropic", 2));
}

TEST(Signature, IsBrokenByEveryChange) {
  const std::string good = signed_on("anthropic", 1);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(is_signed_by("anthropic", changed)) << i;
  }
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(is_signed_by("anthropic", good.substr(0, size))) << size;
}

}  // namespace
}  // namespace squall
