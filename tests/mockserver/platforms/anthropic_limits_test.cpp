// What Anthropic says of its limits: texts, and headers that tell what is left.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

Refusal refused(Shortage shortage, std::uint64_t most) {
  const Question question = claude().understand(post(body_with("", "claude-sonnet-4-0")));
  return claude().refuse_load({.entry = Entry::refused, .shortage = shortage, .most = most},
                              question);
}

TEST(AnthropicLimits, NamesTheLimitThatIsExceeded) {
  const auto limit_in = [](const Refusal& refusal) {
    constexpr std::string_view before =
        "This request would exceed your organization's rate limit of ";
    EXPECT_EQ(refusal.status, 429);
    EXPECT_TRUE(refusal.message.starts_with(before)) << refusal.message;
    return refusal.message.substr(before.size(), refusal.message.find(" (org: ") - before.size());
  };
  EXPECT_EQ(limit_in(refused(Shortage::requests, 50)), "50 requests per minute");
  EXPECT_EQ(limit_in(refused(Shortage::input_tokens, 30'000)), "30,000 input tokens per minute");
  EXPECT_EQ(limit_in(refused(Shortage::output_tokens, 1'234'567)),
            "1,234,567 output tokens per minute");
  EXPECT_EQ(limit_in(refused(Shortage::concurrency, 5)), "5 concurrent requests");
}

TEST(AnthropicLimits, IsOverloadedForWantOfCapacity) {
  EXPECT_EQ(refused(Shortage::capacity, 0).status, 529);
  EXPECT_EQ(refused(Shortage::capacity, 0).message, "");
}

TEST(AnthropicLimits, TellsOfAccelerationWithoutANumber) {
  EXPECT_EQ(refused(Shortage::acceleration, 7).status, 429);
  EXPECT_NE(refused(Shortage::acceleration, 7).message.find("acceleration limit"),
            std::string::npos);
}

TEST(AnthropicLimits, PutsWhatIsLeftWhereTheUsualFiguresStand) {
  Occasion occasion;
  occasion.utc_seconds = *parse_utc("2026-06-05T15:08:00Z");
  Headers headers{{"anthropic-ratelimit-requests-remaining", "3999"}, {"server", "cloudflare"}};
  const LimitStates states{{50, 49, 1200ms}, {30'000, 29'000, 2s}, {8'000, 0, 1min}};
  claude().tell_limits(states, occasion, headers);
  EXPECT_EQ(headers,
            (Headers{{"anthropic-ratelimit-requests-remaining", "49"},
                     {"server", "cloudflare"},
                     {"anthropic-ratelimit-requests-limit", "50"},
                     {"anthropic-ratelimit-requests-reset", "2026-06-05T15:08:02Z"},
                     {"anthropic-ratelimit-tokens-limit", "38000"},
                     {"anthropic-ratelimit-tokens-remaining", "29000"},
                     {"anthropic-ratelimit-tokens-reset", "2026-06-05T15:09:00Z"},
                     {"anthropic-ratelimit-input-tokens-limit", "30000"},
                     {"anthropic-ratelimit-input-tokens-remaining", "29000"},
                     {"anthropic-ratelimit-input-tokens-reset", "2026-06-05T15:08:02Z"},
                     {"anthropic-ratelimit-output-tokens-limit", "8000"},
                     {"anthropic-ratelimit-output-tokens-remaining", "0"},
                     {"anthropic-ratelimit-output-tokens-reset", "2026-06-05T15:09:00Z"}}));
}

}  // namespace
}  // namespace squall
