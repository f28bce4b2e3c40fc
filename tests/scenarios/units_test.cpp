// Quantities: what is read, what is refused, and that printing keeps the value.
#include "scenarios/units.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "scenarios/random.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

template <class Value>
using Readings = std::vector<std::pair<std::string_view, std::optional<Value>>>;

template <class Value, class Parse>
void expect_readings(const Readings<Value>& readings, Parse parse) {
  for (const auto& [text, value] : readings) EXPECT_EQ(parse(text), value) << text;
}

TEST(Duration, AddsItsPartsUpExactly) {
  expect_readings<Duration>({{"0", 0ns},
                             {"250ms", 250ms},
                             {"1.5s", 1500ms},
                             {"1h30min", 90min},
                             {"-5min", -5min},
                             {"-0", 0ns},
                             {"1d", 24h},
                             {"0.000000001s", 1ns},
                             {"1h1min1s1ms1us1ns", 1h + 1min + 1s + 1ms + 1us + 1ns},
                             {"9223372036854775807ns", Duration::max()}},
                            parse_duration);
}

TEST(Duration, RefusesWhatItCannotKeepExactly) {
  for (const std::string_view text : {"",
                                      "-",
                                      "5",
                                      "s",
                                      "5 s",
                                      " 5s",
                                      "5s ",
                                      "5S",
                                      "5m",
                                      "+5s",
                                      "1e3s",
                                      "--5s",
                                      "5s-",
                                      "5s-2s",
                                      "1.s",
                                      ".5s",
                                      "1..5s",
                                      "0.5ns",
                                      "0.0000000001s",
                                      "9223372036854775808ns",
                                      "106752d",
                                      "18446744073709551615d",
                                      "18446744073709551616ns",
                                      "5s3",
                                      "5µs",
                                      "∞",
                                      "0x5s",
                                      "1,5s"})
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

// Found by searching for products that are small again modulo 2^128.
TEST(Duration, RefusesWhatOverflowsOnTheWay) {
  Random random{1};
  for (int i = 0; i < 20'000; ++i) {
    const std::string whole = std::to_string(random.next() | (std::uint64_t{1} << 62));
    EXPECT_EQ(parse_duration(whole + ".000000001d"), std::nullopt) << whole;
    EXPECT_EQ(parse_size(whole + ".5GiB"), std::nullopt) << whole;
  }
}

TEST(Duration, SurvivesPrintingAndReading) {
  Random random{2};
  for (int i = 0; i < 50'000; ++i) {
    const auto count = static_cast<std::int64_t>(random.next() >> random.below(64));
    const Duration duration{count == std::numeric_limits<std::int64_t>::min() ? 0 : count};
    EXPECT_EQ(parse_duration(print(duration)), duration) << print(duration);
  }
  EXPECT_EQ(parse_duration(print(Duration::max())), Duration::max());
  EXPECT_EQ(print(Duration::min()), "-2562047h47min16s854ms775us808ns");
}

TEST(Duration, IsPrintedAsPeopleSayIt) {
  EXPECT_EQ(print(111min), "1h51min");
  EXPECT_EQ(print(0ns), "0");
  EXPECT_EQ(print(26h), "26h");
  EXPECT_EQ(print(-1500ms), "-1s500ms");
  EXPECT_EQ(print_moment(111min), "+1h51min");
  EXPECT_EQ(print_moment(-5min), "-5min");
  EXPECT_EQ(print_moment(0ns), "+0");
}

TEST(Ratio, IsExact) {
  expect_readings<Ratio>({{"3/10", Ratio{3, 10}},
                          {"30%", Ratio{3, 10}},
                          {"0", Ratio{0, 1}},
                          {"1", Ratio{1, 1}},
                          {"7", Ratio{7, 1}},
                          {"150%", Ratio{3, 2}},
                          {"18446744073709551615/18446744073709551614", Ratio{most, most - 1}}},
                         parse_ratio);
  for (const std::string_view text :
       {"", "/", "%", "0.3", "3/", "/10", "3/0", "-1/2", "1/-2", "3 / 10", "30 %", "3/10%", "1/2/3",
        "18446744073709551616", "ten"})
    EXPECT_EQ(parse_ratio(text), std::nullopt) << text;
}

TEST(Ratio, ComparesValuesWithoutOverflow) {
  EXPECT_EQ((Ratio{1, 2}), (Ratio{2, 4}));
  EXPECT_FALSE((Ratio{most, most - 1}) <= (Ratio{1, 1}));
  EXPECT_TRUE((Ratio{most - 1, most}) <= (Ratio{1, 1}));
  EXPECT_TRUE((Ratio{most - 2, most - 1}) <= (Ratio{most - 1, most}));
  EXPECT_FALSE((Ratio{most - 1, most}) <= (Ratio{most - 2, most - 1}));
}

TEST(Ratio, SurvivesPrintingAndReading) {
  Random random{3};
  for (int i = 0; i < 50'000; ++i) {
    const Ratio ratio{random.next() >> random.below(64), (random.next() >> random.below(64)) | 1};
    EXPECT_EQ(parse_ratio(print(ratio)), ratio) << print(ratio);
  }
  EXPECT_EQ(print(Ratio{30, 100}), "3/10");
  EXPECT_EQ(print(Ratio{0, 7}), "0");
  EXPECT_EQ(print(Ratio{4, 4}), "1");
}

TEST(Ratio, ScalesAmountsRoundingDownAndNeverWrapping) {
  EXPECT_EQ(scaled(10, {1, 3}), 3U);
  EXPECT_EQ(scaled(most, {1, 1}), most);
  EXPECT_EQ(scaled(most, {most, most}), most);
  EXPECT_EQ(scaled(most, {2, 1}), most);
  EXPECT_EQ(scaled(7, {0, 5}), 0U);
}

TEST(Size, KnowsBinaryAndDecimalUnits) {
  expect_readings<std::uint64_t>({{"512", 512},
                                  {"512B", 512},
                                  {"64KiB", 65536},
                                  {"1.5KiB", 1536},
                                  {"10MB", 10'000'000},
                                  {"10MiB", 10'485'760},
                                  {"2GiB", 2'147'483'648},
                                  {"3kB", 3000},
                                  {"1GB", 1'000'000'000}},
                                 parse_size);
  for (const std::string_view text : {"", "KiB", "-1", "1.5", "0.3B", "64kib", "64K", "1KiB1B",
                                      "64 KiB", "9223372036854775808B", "18446744073709551616"})
    EXPECT_EQ(parse_size(text), std::nullopt) << text;
}

TEST(Rate, IsACountPerTime) {
  expect_readings<Rate>({{"30/min", Rate{30, 1min}},
                         {"2/s", Rate{2, 1s}},
                         {"1/10s", Rate{1, 10s}},
                         {"5/1.5s", Rate{5, 1500ms}},
                         {"5/1h30min", Rate{5, 90min}}},
                        parse_rate);
  for (const std::string_view text : {"", "/", "30", "30/", "/min", "0/s", "1/0s", "1/0", "1/-5s",
                                      "-1/s", "1.5/s", "1/s/s", "1/m", "1/ s"})
    EXPECT_EQ(parse_rate(text), std::nullopt) << text;
}

TEST(Rate, SurvivesPrintingAndReading) {
  Random random{4};
  for (int i = 0; i < 50'000; ++i) {
    const Rate rate{
        random.below(1'000'000) + 1,
        Duration{static_cast<std::int64_t>((random.next() >> 1 >> random.below(63)) | 1)}};
    EXPECT_EQ(parse_rate(print(rate)), rate) << print(rate);
  }
  EXPECT_EQ(print(Rate{30, 1min}), "30/min");
  EXPECT_EQ(print(Rate{1, 10s}), "1/10s");
  EXPECT_EQ(print(Rate{2, 1500ms}), "2/1s500ms");
}

TEST(Scaled, RoundsDurationsTowardsZeroAndKeepsThemWithinTheLongest) {
  EXPECT_EQ(scaled(Duration{10s}, Ratio{5, 2}), 25s);
  EXPECT_EQ(scaled(Duration{-7ns}, Ratio{1, 2}), -3ns);
  EXPECT_EQ(scaled(Duration{1s}, Ratio{0, 1}), 0s);
  EXPECT_EQ(scaled(Duration::max(), Ratio{most, 1}), longest);
  EXPECT_EQ(scaled(Duration::min(), Ratio{most, 1}), -longest);
  EXPECT_EQ(scaled(longest, Ratio{most, most}), longest);
}

TEST(SumOf, EndsAtTheEndOfTime) {
  EXPECT_EQ(sum_of(1s, 2s), 3s);
  EXPECT_EQ(sum_of(Duration::max() - 1ns, 1ns), Duration::max());
  EXPECT_EQ(sum_of(Duration::max(), 1ns), Duration::max());
  EXPECT_EQ(sum_of(Duration::min(), -1ns), Duration::min());
  EXPECT_EQ(sum_of(Duration::max(), Duration::min()), -1ns);
}

TEST(Whole, IsDigitsOnly) {
  EXPECT_EQ(parse_whole("18446744073709551615"), most);
  EXPECT_EQ(parse_whole("007"), 7U);
  for (const std::string_view text :
       {"", "-1", "+1", "1.0", " 1", "1 ", "0x1", "1e3", "18446744073709551616"})
    EXPECT_EQ(parse_whole(text), std::nullopt) << text;
}

TEST(Utc, SurvivesPrintingAndReading) {
  EXPECT_EQ(parse_utc("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_utc("2026-06-05T15:08:00Z"), 1'780'672'080);
  Random random{5};
  for (int i = 0; i < 20'000; ++i) {
    const auto second = static_cast<std::int64_t>(random.below(315'569'520'000)) - 62'167'219'200;
    EXPECT_EQ(parse_utc(print_utc(second)), second) << print_utc(second);
  }
}

TEST(Utc, RefusesDaysAndHoursThatDoNotExist) {
  for (const std::string_view text :
       {"2026-06-31T15:08:00Z", "2025-02-29T00:00:00Z", "2026-06-05T24:00:00Z",
        "2026-06-05T15:60:00Z", "2026-06-05T15:08:60Z", "2026-06-05 15:08:00Z",
        "2026-06-05T15:08:00", "2026-06-05T15:08:00+00", "26-06-05T15:08:00Z",
        "2026-00-05T15:08:00Z", "2026-06-05T15:08:-1Z", ""})
    EXPECT_EQ(parse_utc(text), std::nullopt) << text;
}

}  // namespace
}  // namespace squall
