// The dice: pinned so that nobody changes them by accident, and fair.
#include "scenarios/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

namespace squall {
namespace {

// Every recorded run rests on these, which a second program (Python) computed as well. Changing
// them changes what every seed means.
TEST(Random, GivesTheValuesItAlwaysGave) {
  Random random{42, 7, 1};
  const std::array<std::uint64_t, 4> drawn{random.next(), random.next(), random.next(),
                                           random.next()};
  EXPECT_EQ(drawn, (std::array<std::uint64_t, 4>{3537219830118985784U, 8532068583997821078U,
                                                 3009144072536362070U, 17078544829566249946U}));
  Random other{0};
  std::vector<std::uint64_t> below;
  for (int i = 0; i < 12; ++i) below.push_back(other.below(100));
  EXPECT_EQ(below, (std::vector<std::uint64_t>{57, 52, 69, 29, 15, 23, 48, 84, 19, 66, 31, 16}));
}

TEST(Random, GivesOneStreamPerKey) {
  const auto first = [](Random random) { return random.next(); };
  EXPECT_EQ(first({1, 2, 3}), first({1, 2, 3}));
  EXPECT_NE(first({1, 2, 3}), first({1, 3, 2}));
  EXPECT_NE(first({1, 2}), first({1, 2, 0}));
  EXPECT_NE(first({0}), first({0, 0}));
}

// Pearson's statistic of equally likely cells; with 99 degrees of freedom 148.2 is passed once in a
// thousand times, 60.5 undercut as rarely.
double chi_square(const std::vector<std::uint64_t>& counts, double expected) {
  double sum = 0;
  for (const std::uint64_t count : counts) {
    const double off = static_cast<double>(count) - expected;
    sum += off * off / expected;
  }
  return sum;
}

TEST(Random, IsUniformWithinOneStream) {
  for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
    Random random{seed};
    std::vector<std::uint64_t> counts(100);
    for (int i = 0; i < 100'000; ++i) ++counts[random.below(100)];
    EXPECT_LT(chi_square(counts, 1000), 148.2) << seed;
    EXPECT_GT(chi_square(counts, 1000), 60.5) << seed;
  }
}

// What the harness does: one draw from each of very many streams whose keys differ by one.
TEST(Random, IsUniformOverTheFirstDrawsOfNeighbouringKeys) {
  for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
    std::vector<std::uint64_t> counts(100);
    for (std::uint64_t call = 0; call < 25'000; ++call)
      for (std::uint64_t attempt = 1; attempt <= 4; ++attempt)
        ++counts[Random{seed, 99, call, 0, attempt}.below(100)];
    EXPECT_LT(chi_square(counts, 1000), 148.2) << seed;
    EXPECT_GT(chi_square(counts, 1000), 60.5) << seed;
  }
}

// Attempts of one call must fail independently, or retries would be judged wrongly: pairs of draws
// fill a 10 x 10 table evenly.
TEST(Random, MakesNeighbouringAttemptsIndependent) {
  std::vector<std::uint64_t> counts(100);
  for (std::uint64_t call = 0; call < 100'000; ++call) {
    const std::uint64_t first = Random{1, 99, call, 0, 1}.below(10);
    const std::uint64_t second = Random{1, 99, call, 0, 2}.below(10);
    ++counts[first * 10 + second];
  }
  EXPECT_LT(chi_square(counts, 1000), 148.2);
}

TEST(Random, HitsAsOftenAsTheRatioSays) {
  constexpr int calls = 100'000;
  for (const Ratio share : {Ratio{1, 100}, Ratio{3, 10}, Ratio{1, 2}, Ratio{95, 100}}) {
    int hits = 0;
    for (std::uint64_t call = 0; call < calls; ++call) hits += Random{11, call}.hits(share) ? 1 : 0;
    const double expected = calls * share.value();
    const double deviation = std::sqrt(expected * (1 - share.value()));
    EXPECT_NEAR(hits, expected, 3.5 * deviation) << print(share);
  }
}

TEST(Random, NeverHitsAtZeroAndAlwaysAtOne) {
  Random random{13};
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_FALSE(random.hits({0, 1}));
    EXPECT_TRUE(random.hits({1, 1}));
    EXPECT_TRUE(random.hits({7, 7}));
  }
}

// A share that grows never spares an attempt that it hit before: ramps are monotonous per attempt.
TEST(Random, HitsAtAHigherShareWhateverItHitAtALowerOne) {
  for (std::uint64_t call = 0; call < 1000; ++call)
    for (std::uint64_t part = 1; part <= 100; ++part)
      EXPECT_LE((Random{17, call}.hits({part - 1, 100})), (Random{17, call}.hits({part, 100})));
}

TEST(Random, StaysBelowItsBound) {
  Random random{19};
  for (const std::uint64_t bound : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{1000},
                                    std::numeric_limits<std::uint64_t>::max()})
    for (int i = 0; i < 1000; ++i) EXPECT_LT(random.below(bound), bound);
}

TEST(Random, HasTheMomentsOfItsDistributions) {
  constexpr int n = 200'000;
  Random random{23};
  double unit = 0, exponential = 0, normal = 0, square = 0;
  for (int i = 0; i < n; ++i) {
    const double u = random.unit();
    ASSERT_TRUE(u > 0 && u <= 1);
    unit += u;
    exponential += random.exponential();
    const double z = random.normal();
    normal += z;
    square += z * z;
  }
  EXPECT_NEAR(unit / n, 0.5, 0.003);
  EXPECT_NEAR(exponential / n, 1.0, 0.01);
  EXPECT_NEAR(normal / n, 0.0, 0.01);
  EXPECT_NEAR(square / n, 1.0, 0.015);
}

}  // namespace
}  // namespace squall
