// Faults that the platform itself tells: what they ask it to say.
#include <algorithm>
#include <ostream>

#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

struct Told {
  int status;
  std::string script;
  bool operator==(const Told&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Told& told) {
  return out << told.status << " " << told.script;
}

Told told(std::string_view fault, const Given& given = {}, std::uint64_t dice = 1) {
  const Reply reply = edited(fault, given, toy_stream(), dice);
  return {reply.status, print(reply.script)};
}
Told refused(int status, const std::string& words) {
  return {status, "0 send body \"refused " + words + "\"\n0 finish\n"};
}

TEST(DisguisedOverload, IsA500) {
  EXPECT_EQ(told("disguised_overload"), refused(500, "/ in disguise"));
}

TEST(SpuriousRateLimit, IsA429UnderQuota) {
  EXPECT_EQ(told("spurious_rate_limit"), refused(429, "/ under quota"));
  EXPECT_EQ(told("spurious_rate_limit", {{"message", "no"}}), refused(429, "/no under quota"));
}

TEST(SpendCap, IsA429ThatNoWaitingCures) {
  EXPECT_EQ(told("spend_cap"), refused(429, "/ spent"));
  EXPECT_EQ(told("spend_cap", {{"message", "no money"}}), refused(429, "/no money spent"));
}

TEST(AuthFailure, SpeaksThePlatformsWordsOrThoseOfOAuth) {
  const std::string unknown =
      "/Invalid OAuth token. The provided token was not found or is malformed.";
  EXPECT_EQ(told("auth_failure"), refused(401, "/"));
  EXPECT_EQ(told("auth_failure", {{"form", "unknown"}}), refused(401, unknown));
  EXPECT_EQ(told("auth_failure", {{"form", "any"}, {"message", "go"}}), refused(401, "/go"));
}

TEST(AuthFailure, ThrowsDiceForAnyForm) {
  std::vector<std::string> seen;
  for (std::uint64_t dice = 0; dice < 40; ++dice) {
    const Told one = told("auth_failure", {{"form", "any"}}, dice);
    if (std::ranges::count(seen, one.script) == 0) seen.push_back(one.script);
  }
  EXPECT_EQ(seen.size(), 3U);
}

TEST(InvalidRequest, SpeaksThePlatformsWordsOrThoseSeenInIncidents) {
  EXPECT_EQ(told("invalid_request"), refused(400, "/"));
  EXPECT_EQ(told("invalid_request", {{"form", "signature"}}),
            refused(400, "/messages.1.content.0: Invalid `signature` in `thinking` block"));
  EXPECT_EQ(told("invalid_request", {{"form", "tool_concurrency"}}),
            refused(400, "/due to tool use concurrency issues"));
  EXPECT_EQ(told("invalid_request", {{"message", "odd"}}), refused(400, "/odd"));
}

TEST(InvalidRequest, ComesFromAProxyWithoutAnEnvelope) {
  EXPECT_EQ(
      told("invalid_request", {{"form", "proxy"}}),
      (Told{400,
            "0 send body \"{\\\"error\\\":\\\"upstream stream failed\\\",\\\"status\\\":400}\"\n"
            "0 finish\n"}));
}

TEST(EdgeTooLarge, RefusesBodiesOfASizeAndMore) {
  EXPECT_EQ(told("edge_too_large"), refused(413, "/"));
  bool acted = true;
  const Reply kept = edited("edge_too_large", {{"at_least", "1B"}}, toy_body(), 1, &acted);
  EXPECT_FALSE(acted);
  EXPECT_EQ(kept.script, toy_body().script);
}

}  // namespace
}  // namespace squall
