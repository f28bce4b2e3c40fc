// The environment that puts a program under time warp.

#include <gtest/gtest.h>

#include "runner/warp/warp.hpp"
#include "scenarios/bad_input.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

const WarpEnvironment example{{3, 2}, 1'000s, 1'750'000'000s, "/opt/squall/libsquall_warp.so"};

TEST(WarpEnvironment, NamesTheLibrarySpeedAndEpochs) {
  const std::map<std::string, std::string> expected{
      {"LD_PRELOAD", "/opt/squall/libsquall_warp.so"},
      {"SQUALL_WARP_SPEED", "1.5"},
      {"SQUALL_WARP_EPOCH_MONOTONIC", "1000000000000"},
      {"SQUALL_WARP_EPOCH_REALTIME", "1750000000000000000"}};
  EXPECT_EQ(example.variables(), expected);
}

TEST(WarpEnvironment, KeepsWhatIsPreloadedAlready) {
  EXPECT_EQ(example.variables("libjemalloc.so.2").at("LD_PRELOAD"),
            "libjemalloc.so.2:/opt/squall/libsquall_warp.so");
  EXPECT_EQ(example.variables("a.so b.so").at("LD_PRELOAD"),
            "a.so b.so:/opt/squall/libsquall_warp.so");
}

TEST(WarpEnvironment, DoesNotNameTheLibraryTwice) {
  const std::string preloaded = "a.so:/opt/squall/libsquall_warp.so:b.so";
  EXPECT_EQ(example.variables(preloaded).at("LD_PRELOAD"), preloaded);
}

TEST(WarpEnvironment, ReducesASpeedGivenAsARatio) {
  WarpEnvironment same = example;
  same.speed = {150, 100};
  EXPECT_EQ(same.variables(), example.variables());
}

TEST(WarpEnvironment, RefusesWhatTheLibraryWouldRefuse) {
  for (const Speed speed : {Speed{0, 1}, Speed{-60, 1}, Speed{1'000'001, 1}, Speed{1, 3}}) {
    WarpEnvironment bad = example;
    bad.speed = speed;
    EXPECT_THROW(bad.variables(), BadInput);
  }
  WarpEnvironment bad = example;
  bad.realtime_epoch = -1ns;
  EXPECT_THROW(bad.variables(), BadInput);
}

TEST(WarpEnvironment, RefusesALibraryThatThePreloadListCannotName) {
  for (const char* path : {"", "/my projects/libsquall_warp.so", "/a:b/libsquall_warp.so"}) {
    WarpEnvironment bad = example;
    bad.library = path;
    EXPECT_THROW(bad.variables(), BadInput) << path;
  }
}

TEST(SpeedText, ReadsBackAsTheSameSpeed) {
  for (const char* text : {"60", "1.5", "0.25", "3.141592653", "0.000000001", "1000000"}) {
    EXPECT_EQ(to_string(parse_speed(text)), text);
  }
}

}  // namespace
}  // namespace squall
