// Naming what is wrong with a text that was called complete.
#include "reports/delivery.hpp"

#include <gtest/gtest.h>

#include "tests/reports/histories.hpp"

namespace squall {
namespace {

// A run of two calls: `c1`, asked of opus and then of sonnet, and `c2`.
class DeliveryTest : public testing::Test {
 protected:
  DeliveryTest() {
    HistoryWriter writer;
    writer.call("c1", seconds(1));
    writer.attempt("c1", {.at = seconds(1), .meant = opus});
    writer.attempt("c1", {.at = seconds(3), .meant = sonnet, .model = "sonnet"});
    writer.good_call("c2", seconds(5));
    writer.attempt("~9", {.at = seconds(6), .meant = truth("~9")});
    history_ = writer.finished();
    stories_ = tell(history_);
  }

  Flaw flaw(const std::string& text) {
    return Truths(stories_).compare(stories_.calls[0], text).flaw;
  }

  const std::string opus = truth("c1", "opus"), sonnet = truth("c1", "sonnet");
  History history_;
  Stories stories_;
};

TEST_F(DeliveryTest, FindsNoFlawInWhatAnyOfTheModelsMeant) {
  EXPECT_EQ(flaw(opus), Flaw::none);
  EXPECT_EQ(flaw(sonnet), Flaw::none);
}

TEST_F(DeliveryTest, SeesATextThatStopsEarly) {
  EXPECT_EQ(flaw(opus.substr(0, opus.size() - 1)), Flaw::prefix);
  EXPECT_EQ(flaw(opus.substr(0, 1)), Flaw::prefix);
  EXPECT_EQ(flaw(sonnet.substr(0, 50)), Flaw::prefix);
}

TEST_F(DeliveryTest, SeesACutInsideACharacterBehindTheReplacement) {
  EXPECT_EQ(flaw(opus.substr(0, 60) + "\xEF\xBF\xBD"), Flaw::prefix);
}

TEST_F(DeliveryTest, SeesAMissingPiece) {
  EXPECT_EQ(flaw(opus.substr(0, 40) + opus.substr(60)), Flaw::gap);
  EXPECT_EQ(flaw(opus.substr(20)), Flaw::gap);
}

TEST_F(DeliveryTest, SeesAPieceThatStandsThereTwice) {
  EXPECT_EQ(flaw(opus + opus), Flaw::duplicated);
  EXPECT_EQ(flaw(opus.substr(0, 70) + opus), Flaw::duplicated);
  EXPECT_EQ(flaw(opus.substr(0, 70) + opus.substr(0, 90)), Flaw::duplicated);
  EXPECT_EQ(flaw(opus.substr(0, 70) + opus.substr(50)), Flaw::duplicated);
}

TEST_F(DeliveryTest, SeesPiecesOfTwoModels) {
  EXPECT_EQ(flaw(opus.substr(0, 70) + sonnet), Flaw::spliced);
  EXPECT_EQ(flaw(opus.substr(0, 70) + sonnet.substr(70)), Flaw::spliced);
  EXPECT_EQ(flaw(opus.substr(0, 70) + sonnet.substr(0, 60)), Flaw::spliced);
}

TEST_F(DeliveryTest, SeesSomebodyElsesAnswer) {
  EXPECT_EQ(flaw(truth("c2")), Flaw::foreign);
  EXPECT_EQ(flaw(truth("c2").substr(0, 80)), Flaw::foreign);
  EXPECT_EQ(flaw(opus.substr(0, 50) + truth("c2")), Flaw::foreign);
  EXPECT_EQ(Truths(stories_).compare(stories_.calls[0], truth("c2")).detail, "the answer of c2");
}

TEST_F(DeliveryTest, SeesNothingAndNonsense) {
  EXPECT_EQ(flaw(""), Flaw::empty);
  EXPECT_EQ(flaw("<html>520</html>"), Flaw::unknown);
}

Delivery compare_only_call(const History& history, const std::string& text) {
  const Stories stories = tell(history);
  return Truths(stories).compare(stories.calls[0], text);
}

TEST(Delivery, OfAnAgentIsTheLastTurnsText) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.attempt(
      "c1", {.at = seconds(1), .meant = "I look it up.", .stop = "tool_use", .tool_input = "{}"});
  writer.attempt("c1", {.at = seconds(3), .meant = truth("c1", "opus", 1), .turn = 1});
  const History history = writer.finished();
  EXPECT_EQ(compare_only_call(history, truth("c1", "opus", 1)).flaw, Flaw::none);
  EXPECT_EQ(compare_only_call(history, "I look it up.").flaw, Flaw::earlier_turn);
  EXPECT_EQ(compare_only_call(history, "I look").flaw, Flaw::earlier_turn);
}

// The last turn was meant to end like this; its whole text was called the answer.
Delivery deliver_tool_turn(const std::string& meant, const std::string& stop,
                           const std::string& tool_input) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.attempt("c1", {.at = seconds(1), .meant = meant, .stop = stop, .tool_input = tool_input});
  return compare_only_call(writer.finished(), meant);
}

TEST(Delivery, StopsEarlyWhereAToolCallWasToFollow) {
  const Delivery delivery = deliver_tool_turn("I look it up.", "tool_use", "{\"a\":1}");
  EXPECT_EQ(delivery.flaw, Flaw::prefix);
  EXPECT_EQ(delivery.detail, "a tool call was to follow");
  EXPECT_EQ(deliver_tool_turn("I look it up.", "tool_use", "").flaw, Flaw::prefix);
  EXPECT_EQ(deliver_tool_turn("I look it up.", "", "{\"a\":1}").flaw, Flaw::prefix);
  EXPECT_EQ(deliver_tool_turn("", "tool_use", "{\"a\":1}").flaw, Flaw::prefix);
}

TEST(Delivery, MayEndWhereALimitOnTokensBrokeTheToolCallOff) {
  EXPECT_EQ(deliver_tool_turn("I look it up.", "max_tokens", "").flaw, Flaw::none);
}

TEST(Delivery, IsTrueWhereAnotherAttemptOfTheTurnMeantTheSameWithoutATool) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.attempt("c1", {.at = seconds(1), .meant = "Yes.", .stop = "tool_use"});
  writer.attempt("c1", {.at = seconds(3), .meant = "Yes.", .model = "haiku"});
  EXPECT_EQ(compare_only_call(writer.finished(), "Yes.").flaw, Flaw::none);
}

TEST(Delivery, OfAToolTurnCannotBeJudgedWhileTheNextTurnIsOpen) {
  HistoryWriter writer;
  writer.ask_for_tool("c1", seconds(1));
  writer.begin_attempt("c1", {.at = seconds(3), .turn = 1});
  EXPECT_EQ(compare_only_call(writer.cut(), "I charge the card.").flaw, Flaw::unjudged);
}

TEST(Delivery, OfATextWhereEveryAttemptWasRefusedIsUnknown) {
  HistoryWriter writer;
  writer.failed_call("c1", seconds(1));
  const Delivery delivery = compare_only_call(writer.finished(), "Sorry.");
  EXPECT_EQ(delivery.flaw, Flaw::unknown);
  EXPECT_EQ(delivery.detail, "the server meant no answer");
}

TEST(Delivery, CannotBeJudgedWhenTheTruthIsCutOff) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.begin_attempt("c1", {.at = seconds(1), .meant = ""});
  EXPECT_EQ(compare_only_call(writer.cut(), "Report").flaw, Flaw::unjudged);
}

TEST(Delivery, IsJudgedByATwinOfTheAttemptWhoseEndIsMissing) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.attempt("c1", {.at = seconds(1), .meant = truth("c1")});
  writer.begin_attempt("c1", {.at = seconds(3), .meant = ""});
  EXPECT_EQ(compare_only_call(writer.cut(), truth("c1").substr(0, 30)).flaw, Flaw::prefix);
}

TEST(Delivery, CannotBeJudgedWhenTheStackLostTheTag) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.attempt("~77", {.at = seconds(1), .meant = truth("~77")});
  EXPECT_EQ(compare_only_call(writer.finished(), truth("~77")).flaw, Flaw::unjudged);
}

}  // namespace
}  // namespace squall
