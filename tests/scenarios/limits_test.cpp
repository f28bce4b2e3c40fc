// Limits on rates, on their growth and on answers at once.
#include <gtest/gtest.h>

#include "scenarios/acceleration_limit.hpp"
#include "scenarios/concurrency_limit.hpp"
#include "scenarios/rate_limits.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

RateLimitSettings wide() {
  RateLimitSettings limits;
  limits.requests = limits.input_tokens = limits.output_tokens = {1'000'000, 1min};
  return limits;
}

Decision refused(Shortage shortage, std::uint64_t most, Duration wait) {
  return {.entry = Entry::refused, .shortage = shortage, .most = most, .wait = wait};
}

TEST(RateLimits, AdmitABurstAndThenTheRate) {
  RateLimitSettings settings = wide();
  settings.requests = {60, 1min};
  settings.burst = 3s;
  RateLimits limits(settings);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limits.arrive(0s, {}), Decision{});
  EXPECT_EQ(limits.arrive(0s, {}), refused(Shortage::requests, 60, 1s));
  EXPECT_EQ(limits.arrive(400ms, {}), refused(Shortage::requests, 60, 600ms));
  EXPECT_EQ(limits.arrive(1s, {}), Decision{});
  EXPECT_EQ(limits.arrive(1s, {}), refused(Shortage::requests, 60, 1s));
}

TEST(RateLimits, NameTheTokensThatAreMissingLongest) {
  RateLimitSettings settings = wide();
  settings.input_tokens = {600, 1min};
  settings.output_tokens = {300, 1min};
  RateLimits limits(settings);
  const Job job{.input_tokens = 400, .output_tokens = 200};
  EXPECT_EQ(limits.arrive(0s, job), Decision{});
  // 200 of 600 are left and 200 are missing: 20 s. 100 of 300 are left and 100 are missing: 20 s.
  EXPECT_EQ(limits.arrive(0s, job), refused(Shortage::input_tokens, 600, 20s));
  EXPECT_EQ(limits.arrive(0s, {.input_tokens = 400, .output_tokens = 250}),
            refused(Shortage::output_tokens, 300, 30s));
}

TEST(RateLimits, TakeNothingForAJobThatTheyRefuse) {
  RateLimitSettings settings = wide();
  settings.requests = {10, 1min};
  settings.input_tokens = {100, 1min};
  RateLimits limits(settings);
  EXPECT_EQ(limits.arrive(0s, {.input_tokens = 60}).entry, Entry::admitted);
  EXPECT_EQ(limits.arrive(0s, {.input_tokens = 60}).entry, Entry::refused);
  LimitStates states;
  EXPECT_TRUE(limits.tell(0s, 0, states));
  EXPECT_EQ(states.requests, (LimitState{10, 9, 6s}));
  EXPECT_EQ(states.input_tokens, (LimitState{100, 40, 36s}));
}

TEST(RateLimits, CountEachKeyByItselfUnlessTheyCountAll) {
  RateLimitSettings settings = wide();
  settings.requests = {1, 1min};
  RateLimits each(settings);
  EXPECT_EQ(each.arrive(0s, {.key = 1}).entry, Entry::admitted);
  EXPECT_EQ(each.arrive(0s, {.key = 1}).entry, Entry::refused);
  EXPECT_EQ(each.arrive(0s, {.key = 2}).entry, Entry::admitted);
  settings.scope = Scope::all;
  RateLimits all(settings);
  EXPECT_EQ(all.arrive(0s, {.key = 1}).entry, Entry::admitted);
  EXPECT_EQ(all.arrive(0s, {.key = 2}).entry, Entry::refused);
}

TEST(RateLimits, MoveTheMomentAwayFromWhoComesEarly) {
  RateLimitSettings settings = wide();
  settings.requests = {1, 10s};
  settings.burst = 10s;
  settings.punish = 5s;
  RateLimits limits(settings);
  EXPECT_EQ(limits.arrive(0s, {}), Decision{});
  EXPECT_EQ(limits.arrive(0s, {}).wait, 10s);  // until 10 s
  EXPECT_EQ(limits.arrive(4s, {}).wait, 11s);  // early: until 15 s
  EXPECT_EQ(limits.arrive(14s, {}).wait, 6s);  // early again, though the bucket is full: 20 s
  EXPECT_EQ(limits.arrive(20s, {}), Decision{});
}

TEST(RateLimits, PunishNobodyForLongerThanADay) {
  RateLimitSettings settings = wide();
  settings.requests = {1, 1min};
  settings.punish = 1h;
  RateLimits limits(settings);
  for (int i = 0; i < 100; ++i) limits.arrive(0s, {});
  EXPECT_EQ(limits.arrive(0s, {}).wait, 24h);
}

TEST(RateLimits, ForgetKeysWhoseBucketsAreFull) {
  RateLimitSettings settings = wide();
  settings.requests = {1, 1min};
  RateLimits limits(settings);
  for (std::uint64_t key = 0; key < 100'000; ++key)
    EXPECT_EQ(limits.arrive(Duration{1s} * static_cast<std::int64_t>(key), {.key = key}).entry,
              Entry::admitted);
  EXPECT_EQ(limits.arrive(100'000s, {.key = 99'999}).entry, Entry::refused);
}

TEST(AccelerationLimit, LetsTrafficGrowByItsFactor) {
  AccelerationLimit limit({.factor = {3, 2}, .window = 1min, .least = 4});
  const auto admitted = [&](Instant at, int tries) {
    int count = 0;
    for (int i = 0; i < tries; ++i)
      if (limit.arrive(at, {}).entry == Entry::admitted) ++count;
    return count;
  };
  EXPECT_EQ(admitted(-30s, 100), 4);
  EXPECT_EQ(admitted(10s, 100), 6);
  EXPECT_EQ(admitted(70s, 100), 9);
  EXPECT_EQ(admitted(130s, 5), 5);
  EXPECT_EQ(admitted(190s, 100), 7);
  EXPECT_EQ(admitted(10min, 100), 4);
}

TEST(AccelerationLimit, AdvisesTheNextWindow) {
  AccelerationLimit limit({.factor = {2, 1}, .window = 1min, .least = 1});
  EXPECT_EQ(limit.arrive(-20s, {}), Decision{});
  EXPECT_EQ(limit.arrive(-15s, {}), refused(Shortage::acceleration, 1, 15s));
  EXPECT_EQ(limit.arrive(0s, {}), Decision{});
  EXPECT_EQ(limit.arrive(1s, {}), Decision{});
  EXPECT_EQ(limit.arrive(2s, {}), refused(Shortage::acceleration, 2, 58s));
}

TEST(ConcurrencyLimit, CountsWhatIsUnderWay) {
  ConcurrencyLimit limit({.at_once = 2});
  const Decision first = limit.arrive(0s, {.key = 7});
  const Decision second = limit.arrive(0s, {.key = 7});
  EXPECT_EQ(limit.arrive(0s, {.key = 7}), refused(Shortage::concurrency, 2, Duration{-1}));
  EXPECT_EQ(limit.arrive(0s, {.key = 8}).entry, Entry::admitted);
  limit.leave(1s, first.ticket);
  EXPECT_EQ(limit.arrive(1s, {.key = 7}).entry, Entry::admitted);
  EXPECT_EQ(limit.arrive(1s, {.key = 7}).entry, Entry::refused);
  limit.cancel(2s, second.ticket);
  EXPECT_EQ(limit.arrive(2s, {.key = 7}).entry, Entry::admitted);
}

}  // namespace
}  // namespace squall
