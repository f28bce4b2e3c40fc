// What is said, counted and cut.
#include "mockserver/speech.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

std::string kept(std::string text, std::size_t most) {
  keep_bytes(text, most);
  return text;
}

TEST(Speech, CountsWhatIsSaidUnlessToldOtherwise) {
  Speech speech;
  speech.thought = {"a"};
  speech.text = {"b", " c"};
  speech.calls = {{"t", "id", "12345", true}, {"t", "id", "1234", true}};
  EXPECT_EQ(tokens_said(speech), 6U);
  EXPECT_EQ(tokens_told(speech), 6U);
  speech.usage->output = 99;
  EXPECT_EQ(tokens_said(speech), 6U);
  EXPECT_EQ(tokens_told(speech), 99U);
  speech.usage.reset();
  EXPECT_EQ(tokens_told(speech), 6U);
}

TEST(Speech, SaysNothingOnlyWithoutAnyContent) {
  Speech speech;
  EXPECT_TRUE(says_nothing(speech));
  speech.text = {""};
  EXPECT_FALSE(says_nothing(speech));
}

TEST(KeepBytes, CutsBetweenCharacters) {
  EXPECT_EQ(kept("a嵐b", 0), "");
  EXPECT_EQ(kept("a嵐b", 1), "a");
  EXPECT_EQ(kept("a嵐b", 3), "a");
  EXPECT_EQ(kept("a嵐b", 4), "a嵐");
  EXPECT_EQ(kept("a嵐b", 9), "a嵐b");
  EXPECT_EQ(kept("嵐", 2), "");
}

TEST(WordsOf, JoinToTheTextAgain) {
  for (const std::string text : {"", "one", "Please try again.", "  two  spaces ", " "}) {
    const std::vector<std::string> words = words_of(text);
    EXPECT_EQ(whole_text(words), text);
  }
  EXPECT_EQ(words_of("Too busy"), (std::vector<std::string>{"Too", " busy"}));
}

TEST(ShareOf, RoundsUp) {
  EXPECT_EQ(share_of(5, {0, 1}), 0U);
  EXPECT_EQ(share_of(5, {1, 1000}), 1U);
  EXPECT_EQ(share_of(5, {2, 5}), 2U);
  EXPECT_EQ(share_of(5, {1, 1}), 5U);
}

}  // namespace
}  // namespace squall
