// Amounts drawn from the distributions of a scenario.
#include "scenarios/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace squall {
namespace {

using Form = Distribution::Shape;

std::vector<double> sorted_draws(const Distribution& distribution) {
  Random random{31};
  std::vector<double> draws(100'000);
  for (double& amount : draws) amount = draw(distribution, random);
  std::ranges::sort(draws);
  return draws;
}

double mean(const std::vector<double>& draws) {
  double sum = 0;
  for (const double amount : draws) sum += amount;
  return sum / static_cast<double>(draws.size());
}

TEST(Distribution, IsAlwaysTheConstant) {
  const auto draws = sorted_draws({Form::constant, 0.6, 0});
  EXPECT_EQ(draws.front(), 0.6);
  EXPECT_EQ(draws.back(), 0.6);
}

TEST(Distribution, SpreadsEvenlyBetweenLeastAndMost) {
  const auto draws = sorted_draws({Form::uniform, 10, 30});
  EXPECT_GE(draws.front(), 10);
  EXPECT_LE(draws.back(), 30);
  EXPECT_NEAR(mean(draws), 20, 0.1);
  EXPECT_NEAR(draws[draws.size() / 4], 15, 0.15);
}

TEST(Distribution, HasTheMeanOfTheExponential) {
  const auto draws = sorted_draws({Form::exponential, 5, 0});
  EXPECT_GE(draws.front(), 0);
  EXPECT_NEAR(mean(draws), 5, 0.06);
  EXPECT_NEAR(draws[draws.size() / 2], 5 * std::log(2.0), 0.06);
}

TEST(Distribution, HasTheMedianAndPercentileOfTheLognormal) {
  const auto draws = sorted_draws({Form::lognormal, 0.6, 2.4});
  EXPECT_GT(draws.front(), 0);
  EXPECT_NEAR(draws[draws.size() / 2], 0.6, 0.01);
  EXPECT_NEAR(draws[draws.size() * 95 / 100], 2.4, 0.06);
}

TEST(Distribution, IsTheMedianWhereThePercentileIsTheSame) {
  const auto draws = sorted_draws({Form::lognormal, 2, 2});
  EXPECT_EQ(draws.front(), 2);
  EXPECT_EQ(draws.back(), 2);
}

TEST(Distribution, UsesAtMostTwoDraws) {
  for (const Form form : {Form::constant, Form::uniform, Form::exponential, Form::lognormal}) {
    Random used{5}, bare{5};
    draw({form, 1, 2}, used);
    const std::uint64_t next = used.next();
    const std::vector<std::uint64_t> first{bare.next(), bare.next(), bare.next()};
    EXPECT_EQ(std::ranges::count(first, next), 1) << static_cast<int>(form);
  }
}

}  // namespace
}  // namespace squall
