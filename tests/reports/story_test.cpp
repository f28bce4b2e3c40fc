// Joining a history into stories, whole or cut.
#include "reports/story.hpp"

#include <gtest/gtest.h>

#include "tests/reports/histories.hpp"

namespace squall {
namespace {

TEST(Story, HoldsWhatBothSidesSawOfOneCall) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.attempt("c1", {.at = seconds(1), .status = 529, .meant = ""});
  writer.attempt("c1", {.at = seconds(3), .meant = "yes"});
  writer.record(SideEffect{seconds(4), "c1", "charge", "k"});
  writer.end("c1", seconds(5), "answered", "yes");
  const History history = writer.finished();
  const Stories stories = tell(history);
  ASSERT_EQ(stories.calls.size(), 1u);
  const Story& story = stories.calls[0];
  EXPECT_EQ(story.began->call, "c1");
  ASSERT_EQ(story.attempts.size(), 2u);
  EXPECT_EQ(story.attempts[0].ended->status, 529);
  EXPECT_EQ(story.attempts[1].ended->meant, "yes");
  EXPECT_EQ(story.effects.size(), 1u);
  EXPECT_EQ(story.ends.size(), 1u);
  EXPECT_EQ(stories.misfits, 0u);
  EXPECT_EQ(stories.run->seed, 7u);
  EXPECT_EQ(stories.ended->why, "finished");
}

TEST(Story, KeepsTheCallsInTheOrderTheyWereDue) {
  HistoryWriter writer;
  writer.good_call("late", seconds(9));
  writer.good_call("early", seconds(1));
  const History history = writer.finished();
  const Stories stories = tell(history);
  EXPECT_EQ(stories.calls[0].began->call, "early");
  EXPECT_EQ(stories.calls[1].began->call, "late");
  EXPECT_EQ(stories.calls[1].attempts[0].began->call, "late");
}

TEST(Story, JoinsAttemptsThatWereWrittenBeforeTheirCall) {
  HistoryWriter writer;
  writer.attempt("c1", {.at = seconds(1), .meant = "yes"});
  writer.call("c1", seconds(1));
  const History history = writer.finished();
  EXPECT_EQ(tell(history).calls[0].attempts.size(), 1u);
}

TEST(Story, KeepsAttemptsOfNobodysCallApart) {
  HistoryWriter writer;
  writer.good_call("c1", seconds(1));
  writer.attempt("~0123", {.at = seconds(2), .meant = "yes"});
  const History history = writer.finished();
  const Stories stories = tell(history);
  EXPECT_EQ(stories.calls[0].attempts.size(), 1u);
  ASSERT_EQ(stories.untagged.size(), 1u);
  EXPECT_EQ(stories.untagged[0].ended->meant, "yes");
  EXPECT_EQ(stories.misfits, 0u);
}

TEST(Story, LeavesOpenWhatACutHistoryLeavesOpen) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.begin_attempt("c1", {.at = seconds(2), .meant = ""});
  const History history = writer.cut();
  const Stories stories = tell(history);
  EXPECT_EQ(stories.calls[0].attempts[0].ended, nullptr);
  EXPECT_TRUE(stories.calls[0].ends.empty());
  EXPECT_EQ(stories.ended, nullptr);
  EXPECT_EQ(stories.last, seconds(2));
}

TEST(Story, CountsWhatFitsNowhere) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  writer.call("c1", seconds(2));
  writer.end("nobody", seconds(3), "failed");
  writer.record(SideEffect{seconds(3), "nobody", "charge", ""});
  AttemptEnded ended;
  ended.id = 99;
  writer.record(ended);
  const History history = writer.finished();
  EXPECT_EQ(tell(history).misfits, 4u);
}

TEST(Story, OfAnEmptyHistoryIsEmpty) {
  const Stories stories = tell(History{});
  EXPECT_TRUE(stories.calls.empty());
  EXPECT_EQ(stories.run, nullptr);
}

}  // namespace
}  // namespace squall
