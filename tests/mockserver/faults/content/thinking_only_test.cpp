// Answers that are thought alone.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(ThinkingOnly, KeepsTheThoughtAndDropsTheRest) {
  Speech speech = toy_speech(true);
  speech.thought = {"hm"};
  Speech expected = toy_speech();
  expected.thought = {"hm"};
  expected.text.clear();
  EXPECT_EQ(spoken("thinking_only", {}, speech), expected);
}

TEST(ThinkingOnly, ThinksWhatItWouldHaveSaid) {
  Speech expected = toy_speech();
  std::swap(expected.thought, expected.text);
  EXPECT_EQ(spoken("thinking_only", {}, toy_speech()), expected);
}

TEST(ThinkingOnly, FindsNothingInThoughtAlone) {
  Speech speech = toy_speech();
  std::swap(speech.thought, speech.text);
  bool acted = true;
  EXPECT_EQ(spoken("thinking_only", {}, speech, 1, &acted), speech);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
