// Apologies in place of answers.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(OverloadText, IsAllThatIsSaidAndEndsNormally) {
  Speech expected = toy_speech();
  expected.text = {"Our",     " servers", " are",   " currently", " overloaded.",
                   " Please", " try",     " again", " later."};
  EXPECT_EQ(spoken("overload_text", {}, toy_speech()), expected);
  EXPECT_EQ(spoken("overload_text", {}, toy_speech(true)), expected);
}

TEST(OverloadText, SaysTheScenariosWords) {
  Speech expected = toy_speech();
  expected.text = {"Too", " busy"};
  EXPECT_EQ(spoken("overload_text", {{"message", "Too busy"}}, toy_speech()), expected);
}

}  // namespace
}  // namespace squall
