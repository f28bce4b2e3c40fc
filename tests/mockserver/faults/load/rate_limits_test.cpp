// Rate limits through the whole server: 429 with the true wait, headers that count down.
#include "tests/support/load_run.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

Rule limits(Given given) { return rule_with("quota", "rate_limits", given); }

TEST(RateLimitsFault, RefusesWithTheTrueWaitAndTheLimitThatIsExceeded) {
  LoadRun run({limits({{"requests", "6/min"}, {"burst", "20s"}})});
  for (int i = 0; i < 3; ++i) run.ask(i * 1s, std::to_string(i));
  run.ask(9s, "early");
  run.ask(10s, "3");
  EXPECT_EQ(run.story(),
            "2s 2 429 finish\n9s early 429 finish\n10s 0 200 finish\n11s 1 200 finish\n"
            "20s 3 200 finish\n");
  EXPECT_EQ(run.touched(), "2 early");
  const TestResponse refused = run.response("2");
  EXPECT_EQ(header_in(refused.head, "retry-after"), "8");
  EXPECT_EQ(header_in(refused.head, "x-should-retry"), "true");
  EXPECT_EQ(header_in(refused.head, "anthropic-ratelimit-requests-limit"), "6");
  EXPECT_EQ(header_in(refused.head, "anthropic-ratelimit-requests-remaining"), "0");
  EXPECT_EQ(header_in(refused.head, "anthropic-ratelimit-requests-reset"), "2026-01-01T00:00:20Z");
  EXPECT_NE(refused.body.find("rate_limit_error"), std::string::npos);
  EXPECT_NE(refused.body.find("rate limit of 6 requests per minute (org: "), std::string::npos);
  EXPECT_EQ(run.header("early", "retry-after"), "1");
}

TEST(RateLimitsFault, CountsDownInTheHeadersOfItsSuccesses) {
  LoadRun run({limits({{"requests", "10/min"}, {"output_tokens", "1000/min"}})});
  run.ask(0s, "0");
  run.ask(0s, "1");
  run.clock.run();
  EXPECT_EQ(run.header("0", "anthropic-ratelimit-requests-remaining"), "9");
  EXPECT_EQ(run.header("1", "anthropic-ratelimit-requests-remaining"), "8");
  EXPECT_EQ(run.header("0", "anthropic-ratelimit-output-tokens-limit"), "1000");
  const int first = std::stoi(run.header("0", "anthropic-ratelimit-output-tokens-remaining"));
  const int second = std::stoi(run.header("1", "anthropic-ratelimit-output-tokens-remaining"));
  EXPECT_LT(first, 1000);
  EXPECT_EQ(1000 - second, 2 * (1000 - first));
  EXPECT_EQ(run.touched(), "");
}

TEST(RateLimitsFault, CountsEachKeyByItself) {
  LoadRun run({limits({{"requests", "1/min"}})});
  run.ask(0s, "a", "one");
  run.ask(0s, "b", "other");
  run.ask(0s, "c", "one");
  EXPECT_EQ(run.story(), "0 c 429 finish\n10s a 200 finish\n10s b 200 finish\n");
  LoadRun all({limits({{"requests", "1/min"}, {"scope", "all"}})});
  all.ask(0s, "a", "one");
  all.ask(0s, "b", "other");
  EXPECT_EQ(all.story(), "0 b 429 finish\n10s a 200 finish\n");
}

TEST(RateLimitsFault, MovesTheMomentAwayFromAnEarlyRetry) {
  const auto advised = [](const char* punish) {
    LoadRun run({limits({{"requests", "6/min"}, {"burst", "10s"}, {"punish", punish}})});
    run.ask(0s, "0");
    run.ask(0s, "1");
    run.ask(4s, "2");
    run.clock.run();
    return run.header("2", "retry-after");
  };
  EXPECT_EQ(advised("0"), "6");
  EXPECT_EQ(advised("30s"), "36");
}

TEST(RateLimitsFault, CountsPromptTokens) {
  LoadRun run({limits({{"input_tokens", "60/min"}})});
  for (int i = 0; i < 20; ++i) run.ask(0s, std::to_string(i));
  run.clock.run();
  EXPECT_NE(run.response("19").body.find("60 input tokens per minute"), std::string::npos);
  EXPECT_EQ(run.response("0").status, 200);
}

}  // namespace
}  // namespace squall
