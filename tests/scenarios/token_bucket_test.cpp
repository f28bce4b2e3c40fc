// Buckets that refill evenly: waits exact to the nanosecond.
#include "scenarios/token_bucket.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

using namespace std::chrono_literals;

TEST(TokenBucket, BeginsFull) {
  TokenBucket bucket({50, 1min}, 50);
  EXPECT_EQ(bucket.left(0s), 50U);
  EXPECT_EQ(bucket.full_in(0s), 0s);
  EXPECT_EQ(bucket.wait(0s, 50), 0s);
}

TEST(TokenBucket, GainsItsRateEvenly) {
  TokenBucket bucket({60, 1min}, 60);
  bucket.take(0s, 60);
  EXPECT_EQ(bucket.left(999'999'999ns), 0U);
  EXPECT_EQ(bucket.left(1s), 1U);
  EXPECT_EQ(bucket.left(59s), 59U);
  EXPECT_EQ(bucket.left(1h), 60U);
}

// 7 tokens in 10 s: the first is there after 10/7 s, which is 1428571428.57 ns.
TEST(TokenBucket, TellsTheWaitToTheNanosecond) {
  TokenBucket bucket({7, 10s}, 7);
  bucket.take(0s, 7);
  const Duration wait = bucket.wait(0s, 1);
  EXPECT_EQ(wait, 1'428'571'429ns);
  EXPECT_EQ(bucket.left(wait - 1ns), 0U);
  EXPECT_EQ(bucket.left(wait), 1U);
}

TEST(TokenBucket, RoundsNothingHoweverOftenItIsAsked) {
  TokenBucket asked({7, 10s}, 700), left_alone({7, 10s}, 700);
  asked.take(0s, 700);
  left_alone.take(0s, 700);
  for (Instant at = 0ns; at < 1ms; at += 13ns) EXPECT_EQ(asked.left(at), 0U);
  EXPECT_EQ(asked.wait(1ms, 700), left_alone.wait(1ms, 700));
}

TEST(TokenBucket, NeverHoldsMoreThanItsCapacity) {
  TokenBucket bucket({1'000'000'000, 1s}, 5);
  EXPECT_EQ(bucket.left(longest), 5U);
  bucket.take(longest, 5);
  EXPECT_EQ(bucket.wait(longest, 5), 5ns);
}

TEST(TokenBucket, CountsMoreThanTheCapacityAsTheCapacity) {
  TokenBucket bucket({1, 1s}, 10);
  EXPECT_EQ(bucket.wait(0s, 1000), 0s);
  bucket.take(0s, 1000);
  EXPECT_EQ(bucket.left(0s), 0U);
  EXPECT_EQ(bucket.wait(0s, 1000), 10s);
}

TEST(TokenBucket, IsNotRefilledByTimeThatGoesBack) {
  TokenBucket bucket({1, 1s}, 10);
  bucket.take(10s, 10);
  EXPECT_EQ(bucket.left(5s), 0U);
  EXPECT_EQ(bucket.left(11s), 1U);
}

}  // namespace
}  // namespace squall
