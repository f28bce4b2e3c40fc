// Answers that run out of tokens early.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(MaxTokensStop, BreaksOffAfterTheChosenShareOfTheText) {
  Speech expected = toy_speech();
  expected.text = {"one", "two"};
  expected.stop = Stop::max_tokens;
  EXPECT_EQ(spoken("max_tokens_stop", {{"at", "2/5"}}, toy_speech()), expected);
  EXPECT_EQ(spoken("max_tokens_stop", {{"at", "2/5"}}, toy_speech(true)), expected);
}

TEST(MaxTokensStop, CanBeWrongAboutAWholeAnswer) {
  Speech expected = toy_speech(true);
  expected.stop = Stop::max_tokens;
  EXPECT_EQ(spoken("max_tokens_stop", {{"at", "1"}}, toy_speech(true)), expected);
}

TEST(MaxTokensStop, LeavesAnAnswerThatReallyRanOutAlone) {
  Speech speech = toy_speech();
  speech.stop = Stop::max_tokens;
  bool acted = true;
  EXPECT_EQ(spoken("max_tokens_stop", {}, speech, 1, &acted), speech);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
