// Figures as people read them.
#include "reports/words.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Words, SayMomentsToTheSecond) {
  EXPECT_EQ(say_moment(minutes(111) + milliseconds(400)), "+1h51min");
  EXPECT_EQ(say_moment(seconds(59) + milliseconds(500)), "+1min");
  EXPECT_EQ(say_moment(-minutes(5)), "-5min");
  EXPECT_EQ(say_moment(milliseconds(-200)), "+0");
}

TEST(Words, SayTimesAsFinelyAsTheyAreShort) {
  EXPECT_EQ(say_time(std::chrono::microseconds(640'400)), "640ms");
  EXPECT_EQ(say_time(milliseconds(1640)), "1.6s");
  EXPECT_EQ(say_time(milliseconds(2000)), "2s");
  EXPECT_EQ(say_time(milliseconds(9960)), "10s");
  EXPECT_EQ(say_time(milliseconds(125'400)), "2min5s");
  EXPECT_EQ(say_time(milliseconds(-3140)), "-3.1s");
  EXPECT_EQ(say_time(Duration{0}), "0");
}

TEST(Words, SayParts) {
  EXPECT_EQ(say_part(12, 400), "12 of 400 (3.0 %)");
  EXPECT_EQ(say_part(0, 0), "0 of 0");
  EXPECT_EQ(say_at_most({0, 1}), "none");
  EXPECT_EQ(say_at_most({1, 20}), "at most 5 % of the calls");
  EXPECT_EQ(say_ratio({1, 1000}), "0.1 %");
  EXPECT_EQ(say_ratio({9, 10}), "90 %");
  EXPECT_EQ(say_count(1, "call"), "1 call");
  EXPECT_EQ(say_count(2, "call"), "2 calls");
  EXPECT_EQ(say_number(1.005), "1.00");
}

}  // namespace
}  // namespace squall
