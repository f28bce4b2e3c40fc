// Answers of another model.
#include "scenarios/truth.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(WrongModel, SaysWhatTheOtherModelWouldSayUnderItsName) {
  Speech expected = toy_speech(true);
  expected.model = "toy-2";
  expected.text = true_answer(0, "toy", "toy-2", 5);
  EXPECT_EQ(spoken("wrong_model", {{"model", "toy-2"}}, toy_speech(true)), expected);
}

TEST(WrongModel, CanKeepItToItself) {
  Speech expected = toy_speech();
  expected.text = true_answer(0, "toy", "toy-2", 5);
  EXPECT_EQ(spoken("wrong_model", {{"model", "toy-2"}, {"named", "false"}}, toy_speech()),
            expected);
}

TEST(WrongModel, LeavesThatModelsOwnAnswersAlone) {
  bool acted = true;
  EXPECT_EQ(spoken("wrong_model", {{"model", "toy-1"}}, toy_speech(), 1, &acted), toy_speech());
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
