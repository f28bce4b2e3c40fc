// Waits: what servers ask for in every form, and what clients make of it.
#include "runner/reference/backoff.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

using namespace std::chrono_literals;

HttpResponse refused(int status, std::vector<std::pair<std::string, std::string>> headers,
                     std::string body = "") {
  HttpResponse response;
  response.status = status;
  response.headers = std::move(headers);
  response.body = std::move(body);
  return response;
}

std::optional<Duration> told(const std::string& retry_after) {
  return told_wait(
      refused(429, {{"date", "Fri, 05 Jun 2026 15:08:00 GMT"}, {"retry-after", retry_after}}));
}

TEST(ToldWait, UnderstandsEveryFormOfRetryAfter) {
  EXPECT_EQ(told("30"), 30s);
  EXPECT_EQ(told("1.5"), 1500ms);
  EXPECT_EQ(told("86400"), 24h);
  EXPECT_EQ(told("1e300"), longest);
  EXPECT_EQ(told("Fri, 05 Jun 2026 15:08:30 GMT"), 30s);
  EXPECT_EQ(told("Sat, 06 Jun 2026 00:00:00 GMT"), 8h + 52min);
}

TEST(ToldWait, IsNoneWhenItIsNotInTheFuture) {
  for (const char* text : {"", "0", "-5", "soon", "30 s", "nan", "Fri, 05 Jun 2026 15:08:00 GMT",
                           "Fri, 05 Jun 2026 15:07:00 GMT", "Fri, 32 Jun 2026 15:09:00 GMT",
                           "Fri, 05 Jum 2026 15:09:00 GMT", "2026-06-05T15:09:00Z"})
    EXPECT_EQ(told(text), std::nullopt) << text;
}

TEST(ToldWait, CountsADateFromTheServersOwn) {
  EXPECT_EQ(told_wait(refused(429, {{"retry-after", "Fri, 05 Jun 2026 15:08:30 GMT"}})),
            std::nullopt);
}

TEST(ToldWait, PrefersMilliseconds) {
  EXPECT_EQ(told_wait(refused(429, {{"retry-after", "30"}, {"retry-after-ms", "250"}})), 250ms);
  EXPECT_EQ(told_wait(refused(429, {{"retry-after", "30"}, {"retry-after-ms", "x"}})), 30s);
}

TEST(ToldWait, StandsInTheBodyToo) {
  EXPECT_EQ(told_wait_anywhere(refused(502, {}, R"({"retry_after":60,"x":1})")), 60s);
  EXPECT_EQ(told_wait_anywhere(refused(502, {}, R"({"retry_after": "7"})")), 7s);
  EXPECT_EQ(told_wait_anywhere(refused(429, {}, "Please retry after 45 seconds.")), 45s);
  EXPECT_EQ(told_wait_anywhere(refused(429, {}, "Please retry after lunch.")), std::nullopt);
  EXPECT_EQ(told_wait_anywhere(refused(429, {{"retry-after", "3"}}, "retry after 45")), 3s);
  EXPECT_EQ(told_wait_anywhere(refused(200, {}, "Please retry after 45 seconds.")), std::nullopt);
}

std::optional<Duration> next(const char* stack, const HttpResponse& response, Duration left = 60s,
                             unsigned tried = 1) {
  Random random{7};
  return wait_before_next(*find_reference(stack), response, tried, left, random);
}

TEST(WaitBeforeNext, OfTheSdksIsWhatWasToldUpToAMinute) {
  EXPECT_EQ(next("sdk-like", refused(429, {{"retry-after", "60"}})), 60s);
  for (const char* none : {"61", "0", "-5", "soon"})
    EXPECT_LE(*next("sdk-like", refused(429, {{"retry-after", none}})), 500ms) << none;
  EXPECT_LE(*next("sdk-like", refused(429, {}, "Please retry after 45 seconds.")), 500ms);
}

TEST(WaitBeforeNext, IsSpreadAndNeverEarly) {
  const Care& care = *find_reference("resilient");
  const HttpResponse response = refused(429, {{"retry-after", "10"}});
  Random random{1};
  Duration least = 1h, most{};
  for (int i = 0; i < 1000; ++i) {
    const Duration wait = *wait_before_next(care, response, 1, 60s, random);
    least = std::min(least, wait);
    most = std::max(most, wait);
  }
  EXPECT_GT(least, 10s);
  EXPECT_LT(least, 10100ms);
  EXPECT_GT(most, 19900ms);
  EXPECT_LE(most, 20s);
}

TEST(WaitBeforeNext, LeavesTimeForTheAnswer) {
  for (int seconds = 1; seconds < 60; ++seconds) {
    const auto wait = next("resilient", refused(429, {{"retry-after", std::to_string(seconds)}}));
    EXPECT_GT(*wait, 1s * seconds);
    EXPECT_LE(*wait, 1s * seconds + 500ms * (60 - seconds));
  }
}

TEST(WaitBeforeNext, IsNoneWhenALimitLastsLongerThanTheCall) {
  EXPECT_EQ(next("resilient", refused(429, {{"retry-after", "60"}})), std::nullopt);
  EXPECT_EQ(next("resilient", refused(429, {{"retry-after", "86400"}})), std::nullopt);
}

TEST(WaitBeforeNext, DoesNotBelieveALongWaitOfAServerThatIsUnwell) {
  for (const int status : {500, 503, 529})
    EXPECT_LE(*next("resilient", refused(status, {{"retry-after", "86400"}})), 1s) << status;
}

TEST(WaitBeforeNext, DoublesUpToSixteenSeconds) {
  const Care& care = *find_reference("resilient");
  for (unsigned tried = 1; tried < 40; ++tried) {
    Random random{tried};
    Duration most{};
    for (int i = 0; i < 1000; ++i) most = std::max(most, own_wait(care, tried, random));
    const Duration cap = tried < 5 ? 1s * (1 << (tried - 1)) : 16s;
    EXPECT_LE(most, cap);
    EXPECT_GT(most, cap / 10 * 9);
  }
}

}  // namespace
}  // namespace squall
