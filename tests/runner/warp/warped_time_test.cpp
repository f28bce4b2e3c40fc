// The mapping between real and warped time, by value.

#include "runner/warp/warped_time.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <utility>

namespace squall {
namespace {

using Seconds = std::pair<std::int64_t, long>;

Seconds seconds(Nanoseconds time) {
  const timespec converted = to_timespec(time);
  return {converted.tv_sec, converted.tv_nsec};
}

constexpr std::int64_t day_ns = 86'400 * second_ns;

std::int64_t narrow(Nanoseconds value) { return static_cast<std::int64_t>(value); }

TEST(ParsedSpeed, IsAFractionInLowestTerms) {
  EXPECT_EQ(parse_speed("60"), (Speed{60, 1}));
  EXPECT_EQ(parse_speed("1.5"), (Speed{3, 2}));
  EXPECT_EQ(parse_speed("0.25"), (Speed{1, 4}));
  EXPECT_EQ(parse_speed("60.000"), (Speed{60, 1}));
  EXPECT_EQ(parse_speed("0.000000001"), (Speed{1, 1'000'000'000}));
  EXPECT_EQ(parse_speed("1000000"), (Speed{1'000'000, 1}));
  EXPECT_EQ(parse_speed("999999.999999999"), (Speed{999'999'999'999'999, 1'000'000'000}));
}

TEST(ParsedSpeed, IsNotValidForAnythingButAPositiveDecimal) {
  for (const char* text :
       {"", "0", "0.0", "-1", "+1", ".5", "5.", "1.2.3", "1e3", " 1", "1 ", "60x", "inf", "1,5",
        "1000001", "1000000.1", "0.0000000001", "9999999999"}) {
    EXPECT_FALSE(parse_speed(text).is_valid()) << text;
  }
}

TEST(ParsedInstant, IsACountOfNanoseconds) {
  EXPECT_EQ(parse_instant_ns("0"), 0);
  EXPECT_EQ(parse_instant_ns("1750000000000000000"), 1'750'000'000'000'000'000);
  EXPECT_EQ(parse_instant_ns("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  for (const char* text : {"", "-1", "1.5", "x", "9223372036854775808", "99999999999999999999"}) {
    EXPECT_LT(parse_instant_ns(text), 0) << text;
  }
}

TEST(WarpedClock, RunsAtItsSpeedFromItsEpochs) {
  constexpr WarpedTime warp{{60, 1}, 1'000 * second_ns, 1'750'000'000 * second_ns};
  const Nanoseconds half_a_second_in = 1'000 * second_ns + second_ns / 2;
  EXPECT_EQ(narrow(warp.shown(Timeline::monotonic, half_a_second_in)), 1'030 * second_ns);
  EXPECT_EQ(narrow(warp.shown(Timeline::realtime, half_a_second_in)), 1'750'000'030 * second_ns);
}

TEST(WarpedClock, RunsBackwardsEvenlyBeforeItsEpoch) {
  constexpr WarpedTime warp{{60, 1}, 1'000 * second_ns, 0};
  EXPECT_EQ(narrow(warp.shown(Timeline::monotonic, 990 * second_ns)), 400 * second_ns);
  EXPECT_EQ(narrow(warp.shown(Timeline::realtime, 990 * second_ns)), -600 * second_ns);
  constexpr WarpedTime slow{{1, 3}, 0, 0};
  EXPECT_EQ(narrow(slow.shown(Timeline::monotonic, -1)), -1);
  EXPECT_EQ(narrow(slow.shown(Timeline::monotonic, 1)), 0);
}

TEST(WarpedClock, LosesNothingInAMonthAtTheHighestSpeeds) {
  constexpr WarpedTime warp{{10'000, 1}, 7, 1'750'000'000 * second_ns};
  EXPECT_TRUE(warp.shown(Timeline::monotonic, 30 * day_ns + 8) ==
              Nanoseconds{300'000} * day_ns + 7 + 10'000);
  constexpr WarpedTime odd{{999'999'999'999'999, 1'000'000'000}, 0, 0};
  EXPECT_EQ(narrow(odd.shown(Timeline::monotonic, second_ns)), 999'999'999'999'999);
}

TEST(WarpedDeadline, IsTheFirstInstantAtWhichTheClockShowsIt) {
  for (const Speed speed : {Speed{1, 1}, Speed{60, 1}, Speed{3, 2}, Speed{1, 7}, Speed{10'000, 1},
                            Speed{3'141'592'653, 1'000'000'000}}) {
    const WarpedTime warp{speed, 12'345, 1'750'000'000 * second_ns};
    for (const Timeline timeline : {Timeline::monotonic, Timeline::realtime}) {
      for (const Nanoseconds since :
           {Nanoseconds{0}, Nanoseconds{1}, Nanoseconds{59}, Nanoseconds{60}, Nanoseconds{61},
            Nanoseconds{30} * second_ns + 1, Nanoseconds{9} * day_ns, Nanoseconds{-1},
            -Nanoseconds{day_ns}}) {
        const Nanoseconds asked = warp.epoch_of(timeline) + since;
        const Nanoseconds instant = warp.first_shown(timeline, asked);
        EXPECT_TRUE(warp.shown(timeline, instant) >= asked);
        EXPECT_TRUE(warp.shown(timeline, instant - 1) < asked);
      }
    }
  }
}

TEST(WarpedWait, IsNeverEarlyWhereverItStarts) {
  for (const Speed speed : {Speed{60, 1}, Speed{3, 2}, Speed{1, 7}, Speed{999, 1'000}}) {
    const WarpedTime warp{speed, 0, 0};
    for (std::int64_t wait = 0; wait < 200; ++wait) {
      for (std::int64_t start = -100; start < 100; ++start) {
        const Nanoseconds end = start + warp.real_span(wait);
        const Nanoseconds shown =
            warp.shown(Timeline::monotonic, end) - warp.shown(Timeline::monotonic, start);
        ASSERT_TRUE(shown >= wait) << wait << " ns from " << start;
      }
    }
  }
}

TEST(WarpedWait, OfLessThanARealNanosecondIsStillAWait) {
  constexpr WarpedTime warp{{10'000, 1}, 0, 0};
  EXPECT_EQ(narrow(warp.real_span(0)), 0);
  EXPECT_EQ(narrow(warp.real_span(1)), 1);
  EXPECT_EQ(narrow(warp.real_span(10'001)), 2);
}

TEST(WarpedWait, LeavesARestThatIsNotShorterOnceWaitedFor) {
  constexpr WarpedTime warp{{3, 2}, 0, 0};
  for (std::int64_t rest = 0; rest < 100; ++rest) {
    EXPECT_GE(narrow(warp.real_span(warp.warped_span(rest))), rest);
  }
}

TEST(Timespec, HoldsWholeSecondsAndTheRestAlsoBelowZero) {
  EXPECT_EQ(seconds(30 * second_ns + 5), (Seconds{30, 5}));
  EXPECT_EQ(seconds(-1), (Seconds{-1, 999'999'999}));
}

TEST(Timespec, StopsAtTheLongestTimeInsteadOfOverflowing) {
  constexpr timespec forever{std::numeric_limits<std::time_t>::max(), 999'999'999};
  constexpr WarpedTime slowest{{1, 1'000'000'000}, 0, 0};
  EXPECT_EQ(seconds(slowest.real_span(to_nanoseconds(forever))), (Seconds{longest_s, 0}));
  constexpr WarpedTime fastest{{1'000'000, 1}, 0, 0};
  EXPECT_EQ(seconds(fastest.warped_span(to_nanoseconds(forever))), (Seconds{longest_s, 0}));
}

TEST(Timeval, IsRoundedUpToWholeMicroseconds) {
  const timeval rounded = to_timeval_up(second_ns + 1);
  EXPECT_EQ(rounded.tv_sec, 1);
  EXPECT_EQ(rounded.tv_usec, 1);
  EXPECT_EQ(to_timeval_up(0).tv_usec, 0);
}

}  // namespace
}  // namespace squall
