// Finding the end of an outage in a sequence of good and bad.
#include "reports/recovery.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string_view>

#include "scenarios/random.hpp"

namespace squall {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// `x` is bad, anything else good.
std::vector<bool> sequence(std::string_view text) {
  std::vector<bool> bad;
  for (const char c : text) bad.push_back(c == 'x');
  return bad;
}

void append(std::vector<bool>& bad, std::size_t count, bool is_bad) {
  bad.insert(bad.end(), count, is_bad);
}

std::optional<std::size_t> end_of(const std::vector<bool>& bad) {
  const auto outage = find_outage(bad);
  return outage ? std::optional(outage->past) : std::nullopt;
}

TEST(Recovery, DividesWhereTheShareChanges) {
  EXPECT_EQ(divide(sequence("....xxxxxx.....")),
            (std::vector<Stretch>{{0, 4, 0}, {4, 10, 6}, {10, 15, 0}}));
  EXPECT_EQ(divide(sequence("........")), (std::vector<Stretch>{{0, 8, 0}}));
  EXPECT_EQ(divide({}), std::vector<Stretch>{});
}

TEST(Recovery, FindsTheEndOfAnOutage) {
  EXPECT_EQ(end_of(sequence("..........xxxxxxxxxx..........")), 20u);
  EXPECT_EQ(end_of(sequence("xxx...")), 3u);
  EXPECT_EQ(end_of(sequence("......")), std::nullopt);
}

TEST(Recovery, IsNotPutOffByLuckWithinTheOutage) {
  EXPECT_EQ(end_of(sequence("xxxx.xxxxxxx.xxxxxxx.xxx..............")), 24u);
}

TEST(Recovery, SeesASecondOutageAfterALongCalm) {
  std::vector<bool> bad;
  append(bad, 60, true);
  append(bad, 360, false);
  append(bad, 12, true);
  append(bad, 180, false);
  EXPECT_EQ(end_of(bad), 60u + 360 + 12);
}

TEST(Recovery, TakesSparseFailuresAfterTheOutageForWeather) {
  std::vector<bool> bad;
  append(bad, 100, true);
  for (int i = 0; i < 10; ++i) append(bad, 49, false), append(bad, 1, true);
  append(bad, 30, false);
  EXPECT_EQ(end_of(bad), 100u);
}

TEST(Recovery, WaitsForTheEndOfAPartialOutage) {
  std::vector<bool> bad;
  append(bad, 50, true);
  for (int i = 0; i < 100; ++i) append(bad, 2, false), append(bad, 1, true);
  append(bad, 100, false);
  EXPECT_EQ(end_of(bad), 350u);
}

// 8 of 16 bad, then 8 good: 0.4 % by chance, but too few to pay for a change of their own.
TEST(Recovery, OfAShortRunIsSeenInItsCleanEnd) {
  EXPECT_EQ(end_of(sequence("x.x.x.x.x.x.x..x........")), 16u);
}

// 3 % by chance.
TEST(Recovery, NeedsMoreThanAFewGoodOnesAtTheEnd) {
  EXPECT_EQ(end_of(sequence("x.x.x.x.x.x.x..x.....")), 21u);
}

TEST(Recovery, NeverComesWhereTheLastStretchIsBad) {
  EXPECT_EQ(end_of(sequence("............xxxxxxxxxx")), 22u);
  EXPECT_EQ(end_of(sequence("x")), 1u);
}

TEST(Recovery, IsNoMatterForALoneFailure) {
  std::vector<bool> bad(500, false);
  bad[200] = true;
  EXPECT_EQ(end_of(bad), std::nullopt);
  EXPECT_EQ(end_of(sequence("..x..")), std::nullopt);
}

TEST(Recovery, SeesFourInARowAmongAThousandButNotThree) {
  std::vector<bool> bad(1000, false);
  for (const std::size_t i : {400, 401, 402}) bad[i] = true;
  EXPECT_EQ(end_of(bad), std::nullopt);
  bad[403] = true;
  EXPECT_EQ(end_of(bad), 404u);
}

TEST(Recovery, IsFoundOnTheGridOfAVeryRestlessSequence) {
  std::vector<bool> bad;
  for (int i = 0; i < 20'000; ++i) append(bad, 1, true), append(bad, 1, false);
  for (int i = 0; i < 400; ++i) append(bad, 49, false), append(bad, 1, true);
  const auto end = end_of(bad);
  ASSERT_TRUE(end);
  EXPECT_GE(*end, 39'990u);
  EXPECT_LE(*end, 40'010u);
}

// --- 2026-06-05: five models, each down for its own time, with residual errors after
// ---------------

constexpr std::array<int, 5> outage_minutes{17, 75, 111, 124, 141};
constexpr int residual_until = 199, run_until = 205;
constexpr seconds pace{10};

struct Measured {
  Instant server{}, calls{};
};

// A stack that tries each call so often, two seconds apart; 95 % of attempts fail, then 2 %.
Measured measure(std::uint64_t seed, std::uint64_t model, Duration outage, int tries) {
  std::vector<Instant> attempt_at, call_at;
  std::vector<bool> spoiled, bad;
  std::uint64_t call = 0;
  for (Instant due = -minutes(5); due < minutes(run_until); due += pace, ++call) {
    bool is_bad = true;
    for (int i = 0; i < tries && is_bad; ++i) {
      const Instant at = due + i * seconds(2);
      Random dice{seed, model, call, static_cast<std::uint64_t>(i)};
      const bool is_hit = at >= Instant{0} && at < minutes(residual_until);
      is_bad = is_hit && dice.hits(at < outage ? Ratio{19, 20} : Ratio{1, 50});
      attempt_at.push_back(at);
      spoiled.push_back(is_bad);
    }
    call_at.push_back(due);
    bad.push_back(is_bad);
  }
  const auto moment = [](const auto& outage_found, const std::vector<Instant>& at) {
    return outage_found && outage_found->past < at.size() ? at[outage_found->past] : minutes(9999);
  };
  return {moment(find_outage(spoiled), attempt_at), moment(find_outage(bad), call_at)};
}

// How many of all (seed, model) pairs are measured within 30 s of the truth, on each side.
void expect_close(int tries, int seeds, int least_percent) {
  int close_server = 0, close_calls = 0, all = 0;
  Duration worst{};
  for (int seed = 0; seed < seeds; ++seed)
    for (std::size_t model = 0; model < outage_minutes.size(); ++model) {
      const Instant truth = minutes(outage_minutes[model]);
      const Measured measured = measure(static_cast<std::uint64_t>(seed), model, truth, tries);
      const Duration server = std::chrono::abs(measured.server - truth);
      const Duration calls = std::chrono::abs(measured.calls - truth);
      close_server += server <= seconds(30) ? 1 : 0;
      close_calls += calls <= seconds(30) ? 1 : 0;
      worst = std::max({worst, server, calls});
      ++all;
    }
  std::printf("%d tries, %d outages: within 30 s: server %d, calls %d; worst %s\n", tries, all,
              close_server, close_calls, print(worst).c_str());
  EXPECT_GE(close_server * 100, all * least_percent);
  EXPECT_GE(close_calls * 100, all * least_percent);
}

TEST(Recovery, OfFiveModelsIsMeasuredWithinHalfAMinuteWhereCallsAreTriedThrice) {
  expect_close(3, 1000, 99);
}

TEST(Recovery, OfFiveModelsIsMeasuredWithinHalfAMinuteWhereCallsAreTriedOnce) {
  expect_close(1, 200, 99);
}

}  // namespace
}  // namespace squall
