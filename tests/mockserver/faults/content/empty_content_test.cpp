// Answers without content.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

Speech nothing_said() {
  Speech speech = toy_speech();
  speech.text.clear();
  return speech;
}

TEST(EmptyContent, SaysNothingAndEndsNormally) {
  EXPECT_EQ(spoken("empty_content", {}, toy_speech()), nothing_said());
  EXPECT_EQ(spoken("empty_content", {}, toy_speech(true)), nothing_said());
}

TEST(EmptyContent, CanLeaveATextThatIsEmpty) {
  Speech expected = nothing_said();
  expected.text = {""};
  EXPECT_EQ(spoken("empty_content", {{"form", "empty_block"}}, toy_speech(true)), expected);
}

TEST(EmptyContent, LeavesAnAnswerThatIsEmptyAlone) {
  bool acted = true;
  EXPECT_EQ(spoken("empty_content", {}, nothing_said(), 1, &acted), nothing_said());
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
