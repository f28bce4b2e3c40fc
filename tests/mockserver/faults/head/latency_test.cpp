// Answers that come later.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(Latency, ComesBeforeEverything) {
  Reply expected = toy_stream();
  expected.script.insert(expected.script.begin(), wait(std::chrono::seconds(30)));
  EXPECT_EQ(edited("latency", {{"lasting", "30s"}}, toy_stream()).script, expected.script);
}

TEST(Latency, DelaysABodyAndARefusalAlike) {
  EXPECT_EQ(script_after("latency", {{"lasting", "30s"}}, toy_body()),
            "30s send body \"{onetwothreefourfive}\"\n30s finish\n");
  EXPECT_EQ(script_after("latency", {{"lasting", "30s"}}, toy_refuse({529, "", ""}, {}, {})),
            "30s send body \"refused /\"\n30s finish\n");
}

}  // namespace
}  // namespace squall
