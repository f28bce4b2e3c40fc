// Which call an attempt belongs to.
#include "mockserver/calls.hpp"

#include <gtest/gtest.h>

#include "scenarios/text.hpp"

namespace squall {
namespace {

Question asking(std::string conversation, std::uint32_t turn = 0) {
  Question question;
  question.endpoint_name = "messages";
  question.conversation = std::move(conversation);
  question.turn = turn;
  return question;
}

std::string seen(Calls& calls, const Question& question) {
  const Identity identity = calls.identify(question);
  return identity.call + " turn " + std::to_string(identity.id.turn) + " attempt " +
         std::to_string(identity.id.attempt) + " ordinal " + std::to_string(identity.id.ordinal);
}

TEST(Calls, AreNamedByTheirTag) {
  Calls calls;
  EXPECT_EQ(seen(calls, asking("hello [[squall 17]] there")), "17 turn 0 attempt 1 ordinal 17");
  EXPECT_EQ(seen(calls, asking("[[squall 17]] again")), "17 turn 0 attempt 2 ordinal 17");
  EXPECT_EQ(seen(calls, asking("[[squall b-2_x.y]]")), "b-2_x.y turn 0 attempt 1 ordinal 0");
}

TEST(Calls, TakeTheFirstOfTwoTags) {
  Calls calls;
  EXPECT_EQ(seen(calls, asking("[[squall 4]] [[squall 5]]")), "4 turn 0 attempt 1 ordinal 4");
}

TEST(Calls, AreNotFooledByHostileTags) {
  const std::vector<std::string> tags{
      "[[squall ]]",   "[[squall a b]]",     "[[squall ~x]]",
      "[[squall 1",    "[[squall [[squall ", "[[squall " + std::string(65, 'a') + "]]",
      "[[squall\n1]]", "[[squall \n]]"};
  for (const std::string& tag : tags) {
    Calls calls;
    EXPECT_TRUE(seen(calls, asking(tag)).starts_with("~")) << tag;
  }
  Calls calls;
  EXPECT_EQ(seen(calls, asking("[[squall !]] [[squall ok]]")), "ok turn 0 attempt 1 ordinal 0");
}

TEST(Calls, AreKnownByTheirConversationWithoutATag) {
  Calls calls;
  Question question = asking("what is squall?");
  question.model = "opus";
  const std::string name = "~" + hex(fnv1a("what is squall?"));
  EXPECT_EQ(seen(calls, question), name + " turn 0 attempt 1 ordinal 0");
  question.model = "sonnet";
  question.stream = true;
  EXPECT_EQ(seen(calls, question), name + " turn 0 attempt 2 ordinal 0");
}

TEST(Calls, CountTheAttemptsOfEachTurn) {
  Calls calls;
  std::string all;
  for (const std::uint32_t turn : {0U, 0U, 1U, 2U, 1U, 0U})
    all += seen(calls, asking("[[squall 1]]", turn)) + "\n";
  EXPECT_EQ(all,
            "1 turn 0 attempt 1 ordinal 1\n"
            "1 turn 0 attempt 2 ordinal 1\n"
            "1 turn 1 attempt 1 ordinal 1\n"
            "1 turn 2 attempt 1 ordinal 1\n"
            "1 turn 1 attempt 2 ordinal 1\n"
            "1 turn 0 attempt 3 ordinal 1\n");
}

TEST(Calls, BeginAnewWhenAnUntaggedOneWasAnswered) {
  Calls calls;
  const Identity first = calls.identify(asking("hello"));
  calls.answered(first);
  const Identity second = calls.identify(asking("hello"));
  const Identity retry = calls.identify(asking("hello"));
  EXPECT_EQ(second.call, first.call + ".1");
  EXPECT_EQ(second.id.ordinal, 1U);
  EXPECT_EQ(second.id.attempt, 1U);
  EXPECT_NE(second.id.key, first.id.key);
  EXPECT_EQ(retry.call, second.call);
  EXPECT_EQ(retry.id.attempt, 2U);
  calls.answered(retry);
  EXPECT_EQ(calls.identify(asking("hello")).call, first.call + ".2");
}

TEST(Calls, GoOnWithTheNextTurnAfterAnAnswer) {
  Calls calls;
  const Identity first = calls.identify(asking("hello"));
  calls.answered(first);
  EXPECT_EQ(calls.identify(asking("hello", 1)).call, first.call);
}

TEST(Calls, StayTheSameWhenATaggedOneWasAnswered) {
  Calls calls;
  const Identity first = calls.identify(asking("[[squall 3]]"));
  calls.answered(first);
  EXPECT_EQ(seen(calls, asking("[[squall 3]]")), "3 turn 0 attempt 2 ordinal 3");
}

TEST(Calls, AreNumberedByFirstAppearanceWithoutANumber) {
  Calls calls;
  EXPECT_TRUE(seen(calls, asking("[[squall 700]]")).ends_with("ordinal 700"));
  EXPECT_TRUE(seen(calls, asking("a")).ends_with("ordinal 0"));
  EXPECT_TRUE(seen(calls, asking("[[squall 701]]")).ends_with("ordinal 701"));
  EXPECT_TRUE(seen(calls, asking("[[squall blue]]")).ends_with("ordinal 1"));
  EXPECT_TRUE(seen(calls, asking("b")).ends_with("ordinal 2"));
}

TEST(Calls, AreNoneForOtherEndpoints) {
  Calls calls;
  Question question = asking("[[squall 3]]");
  question.endpoint = Endpoint::models;
  question.endpoint_name = "models";
  const Identity first = calls.identify(question);
  const Identity second = calls.identify(question);
  EXPECT_EQ(first.call, "");
  EXPECT_NE(first.id.key, second.id.key);
  EXPECT_EQ(seen(calls, asking("[[squall 3]]")), "3 turn 0 attempt 1 ordinal 3");
}

}  // namespace
}  // namespace squall
