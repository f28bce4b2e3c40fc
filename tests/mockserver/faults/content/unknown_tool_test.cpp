// Calls of tools that nobody offered.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(UnknownTool, IsCalledWithTheSameArguments) {
  Speech expected = toy_speech(true);
  expected.calls[0].name = "execute_python";
  EXPECT_EQ(spoken("unknown_tool", {}, toy_speech(true)), expected);
}

TEST(UnknownTool, IsNamedByTheScenario) {
  Speech expected = toy_speech(true);
  expected.calls[0].name = "refund";
  EXPECT_EQ(spoken("unknown_tool", {{"name", "refund"}}, toy_speech(true)), expected);
}

TEST(UnknownTool, FindsNothingWhereNoToolIsCalled) {
  bool acted = true;
  EXPECT_EQ(spoken("unknown_tool", {}, toy_speech(), 1, &acted), toy_speech());
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
