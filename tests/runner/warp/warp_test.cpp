// Each call that the warp stands in front of waits for 30 s of scenario time in a program of its
// own, at speed 60. These tests pass real time, half a second in all: the probes run side by side.

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "tests/runner/warp/child.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

constexpr auto asked = 30s;
constexpr auto asked_real = 500ms;
/// Far beyond any delay of a loaded machine, yet half of what an unwarped wait would take.
constexpr auto limit_real = 15s;
constexpr auto limit = limit_real * 60;

std::vector<std::string> printed_names(const char* list) {
  std::istringstream lines(run({SQUALL_WARP_PROBE, list}, {}).output);
  return {std::istream_iterator<std::string>(lines), {}};
}

/// Letters, digits and underscores only, as names of tests must be.
std::string test_name(const testing::TestParamInfo<std::string>& probe) {
  std::string name = probe.param;
  std::replace(name.begin(), name.end(), ':', '_');
  return name;
}

Environment environment_of(const std::string& probe) {
  if (probe == "without_a_speed_time_is_real") return {{"LD_PRELOAD", SQUALL_WARP_LIBRARY}};
  return warped("60", probe == "children_share_the_clock");
}

/// Starts every probe that was asked for before the first is judged.
class Probed : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    const auto* suite = testing::UnitTest::GetInstance()->current_test_suite();
    for (int i = 0; i < suite->total_test_count(); ++i) {
      const testing::TestInfo* test = suite->GetTestInfo(i);
      if (!test->should_run() || test->value_param() == nullptr) continue;
      const std::string quoted = test->value_param();
      const std::string name = quoted.substr(1, quoted.size() - 2);
      running()[name] = start({SQUALL_WARP_PROBE, name}, environment_of(name));
    }
  }

  static Ended ended() { return running()[GetParam()].get(); }

 private:
  static std::map<std::string, std::future<Ended>>& running() {
    static std::map<std::string, std::future<Ended>> probes;
    return probes;
  }
};

class Warp : public Probed {};

TEST_P(Warp, WaitsThirtySecondsInHalfASecond) {
  const Ended probe = ended();
  if (probe.code == 77) GTEST_SKIP() << probe.output;
  ASSERT_EQ(probe.code, 0) << probe.errors;
  const std::chrono::nanoseconds shown(std::stoll(probe.output));
  EXPECT_GE(shown, asked);
  EXPECT_LT(shown, limit);
  EXPECT_GE(probe.lasted, asked_real);
  EXPECT_LT(probe.lasted, limit_real);
}

INSTANTIATE_TEST_SUITE_P(Calls, Warp, testing::ValuesIn(printed_names("list")), test_name);

class WarpContract : public Probed {};

TEST_P(WarpContract, Holds) {
  const Ended probe = ended();
  EXPECT_EQ(probe.code, 0) << probe.errors;
}

INSTANTIATE_TEST_SUITE_P(Contracts, WarpContract, testing::ValuesIn(printed_names("contracts")),
                         test_name);

TEST(WarpClocks, AreExactAtEverySpeed) {
  for (const char* speed : {"0.5", "1", "1.5", "3.141592653", "10000"}) {
    const Ended ended = run({SQUALL_WARP_PROBE, "clocks_are_exact"}, warped(speed));
    EXPECT_EQ(ended.code, 0) << speed << ": " << ended.errors;
  }
}

TEST(WarpClocks, MapInstantsBeforeTheEpochToo) {
  Environment added = warped("60");
  added["SQUALL_WARP_EPOCH_MONOTONIC"] += "0";  // still far in the future
  const Ended ended = run({SQUALL_WARP_PROBE, "clocks_are_exact"}, added);
  EXPECT_EQ(ended.code, 0) << ended.errors;
}

TEST(WarpLoad, RefusesAMalformedSpeedInOneLine) {
  for (const char* speed : {"", "0", "-60", "60x", "6e1", "nan", "1000001", "0.0000000001"}) {
    const Ended ended =
        run({"true"}, {{"LD_PRELOAD", SQUALL_WARP_LIBRARY}, {"SQUALL_WARP_SPEED", speed}});
    EXPECT_EQ(ended.code, 3) << speed;
    EXPECT_EQ(ended.errors,
              "squall warp: SQUALL_WARP_SPEED: expected a decimal factor such as 60 or 1.5, up to "
              "1000000, got \"" +
                  std::string(speed) + "\"\n");
  }
}

TEST(WarpLoad, RefusesAMalformedEpochInOneLine) {
  Environment added = warped("60");
  added["SQUALL_WARP_EPOCH_REALTIME"] = "yesterday";
  const Ended ended = run({"true"}, added);
  EXPECT_EQ(ended.code, 3);
  EXPECT_EQ(ended.errors,
            "squall warp: SQUALL_WARP_EPOCH_REALTIME: expected a count of nanoseconds below 2^63, "
            "got \"yesterday\"\n");
}

TEST(WarpLibrary, NeedsNothingOfTheCppLibrary) {
  const Ended needed = run({"ldd", SQUALL_WARP_LIBRARY}, {});
  EXPECT_EQ(needed.output.find("stdc++"), std::string::npos) << needed.output;
  const Ended symbols = run({"nm", "-D", "--undefined-only", SQUALL_WARP_LIBRARY}, {});
  ASSERT_EQ(symbols.code, 0);
  EXPECT_EQ(symbols.output.find("GLIBCXX"), std::string::npos) << symbols.output;
  EXPECT_EQ(symbols.output.find("CXXABI"), std::string::npos) << symbols.output;
  EXPECT_EQ(symbols.output.find(" malloc"), std::string::npos) << symbols.output;
}

TEST(WarpLibrary, StandsInFrontOfProbedCallsOnly) {
  std::istringstream words(run({"nm", "-D", "--defined-only", SQUALL_WARP_LIBRARY}, {}).output);
  std::set<std::string> exported;
  for (std::string address, kind, name; words >> address >> kind >> name;) exported.insert(name);
  std::set<std::string> probed;
  for (const std::string& name : printed_names("list"))
    probed.insert(name.substr(0, name.find(':')));
  EXPECT_EQ(exported, probed);
}

}  // namespace
}  // namespace squall
