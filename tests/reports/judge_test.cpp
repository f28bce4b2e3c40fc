// Judging calls: every ending, cut histories, figures and recovery.
#include "reports/judge.hpp"

#include <gtest/gtest.h>

#include "tests/reports/histories.hpp"

namespace squall {
namespace {

JudgedCall only_call(HistoryWriter& writer, Instant run_end = minutes(60)) {
  return judge(writer.finished(run_end), quiet_hour()).calls.at(0);
}

// A call at +10s with 60 s of time, and one attempt that means the truth.
HistoryWriter asked() {
  HistoryWriter writer;
  writer.call("c1", seconds(10));
  writer.attempt("c1", {.at = seconds(11), .meant = truth("c1")});
  return writer;
}

TEST(Judge, CallsATrueAnswerInTimeTrue) {
  HistoryWriter writer = asked();
  writer.end("c1", seconds(70), "answered", truth("c1"));
  const JudgedCall judged = only_call(writer);
  EXPECT_EQ(judged.ending, Ending::answered_truly);
  EXPECT_EQ(judged.outcome_at, seconds(70));
  EXPECT_EQ(name(judged.ending), "true");
}

TEST(Judge, CallsATrueAnswerAfterTheDeadlineLate) {
  HistoryWriter writer = asked();
  writer.end("c1", seconds(71), "answered", truth("c1"));
  EXPECT_EQ(only_call(writer).ending, Ending::late);
}

TEST(Judge, CountsTheDeadlineFromWhenTheCallWasDue) {
  HistoryWriter writer;
  writer.call("c1", seconds(10)).at = seconds(50);
  writer.attempt("c1", {.at = seconds(50), .meant = truth("c1")});
  writer.end("c1", seconds(75), "answered", truth("c1"));
  EXPECT_EQ(only_call(writer).ending, Ending::late);
}

TEST(Judge, NeverCallsAnAnswerLateThatHasNoDeadline) {
  HistoryWriter writer;
  writer.call("c1", seconds(10), "opus", Duration{0});
  writer.attempt("c1", {.at = seconds(11), .meant = truth("c1")});
  writer.end("c1", minutes(50), "answered", truth("c1"));
  EXPECT_EQ(only_call(writer).ending, Ending::answered_truly);
}

TEST(Judge, CallsAPrefixTruncated) {
  HistoryWriter writer = asked();
  writer.end("c1", seconds(15), "answered", truth("c1").substr(0, 60));
  const JudgedCall judged = only_call(writer);
  EXPECT_EQ(judged.ending, Ending::truncated);
  EXPECT_EQ(judged.detail, "60 of " + std::to_string(truth("c1").size()) + " bytes");
}

TEST(Judge, DoesNotTakeALimitOnTokensForTruncation) {
  HistoryWriter writer;
  const std::string limited = truth("c1", "opus", 0, 12);
  writer.call("c1", seconds(10));
  writer.attempt("c1", {.at = seconds(11), .meant = limited, .stop = "max_tokens"});
  writer.end("c1", seconds(15), "answered", limited);
  EXPECT_EQ(only_call(writer).ending, Ending::answered_truly);
}

TEST(Judge, CallsATurnTruncatedWhoseToolCallNeverCame) {
  HistoryWriter writer;
  writer.ask_for_tool("c1", seconds(10));
  writer.end("c1", seconds(15), "answered", "I charge the card.");
  const JudgedCall judged = only_call(writer);
  EXPECT_EQ(judged.ending, Ending::truncated);
  EXPECT_EQ(judged.detail, "a tool call was to follow");
}

TEST(Judge, CallsAnAgentTrueWhoseLastTurnIs) {
  HistoryWriter writer;
  writer.tool_call("c1", seconds(10));
  EXPECT_EQ(only_call(writer).ending, Ending::answered_truly);
}

TEST(Judge, CallsEverythingElseThatClaimsToBeCompleteWrong) {
  HistoryWriter writer = asked();
  writer.end("c1", seconds(15), "answered", truth("c1") + truth("c1"));
  const JudgedCall judged = only_call(writer);
  EXPECT_EQ(judged.ending, Ending::wrong);
  EXPECT_EQ(judged.flaw, Flaw::duplicated);
}

TEST(Judge, CallsAnOpenFailureFailed) {
  HistoryWriter writer;
  writer.failed_call("c1", seconds(10));
  const JudgedCall judged = only_call(writer);
  EXPECT_EQ(judged.ending, Ending::failed);
  EXPECT_EQ(judged.detail, "overloaded_error 529");
}

TEST(Judge, CallsADeclaredSubstituteDegraded) {
  HistoryWriter writer = asked();
  writer.end("c1", seconds(15), "degraded", "We are sorry.");
  EXPECT_EQ(only_call(writer).ending, Ending::degraded);
}

TEST(Judge, CallsSilenceBeyondTheDeadlineHung) {
  HistoryWriter writer = asked();
  EXPECT_EQ(only_call(writer).ending, Ending::hung);
}

TEST(Judge, LeavesACallOpenWhoseDeadlineLiesBeyondTheRun) {
  HistoryWriter writer = asked();
  EXPECT_EQ(only_call(writer, seconds(69)).ending, Ending::pending);
  HistoryWriter other = asked();
  EXPECT_EQ(only_call(other, seconds(70)).ending, Ending::hung);
}

TEST(Judge, JudgesAQueuedCallByItsLaterOutcome) {
  HistoryWriter writer = asked();
  writer.end("c1", seconds(12), "queued");
  writer.end("c1", seconds(40), "answered", truth("c1"));
  const JudgedCall judged = only_call(writer);
  EXPECT_EQ(judged.ending, Ending::answered_truly);
  EXPECT_EQ(judged.outcome_at, seconds(40));
}

TEST(Judge, CallsAQueuedCallThatIsNeverAnsweredHung) {
  HistoryWriter writer = asked();
  writer.end("c1", seconds(12), "queued");
  const JudgedCall judged = only_call(writer);
  EXPECT_EQ(judged.ending, Ending::hung);
  EXPECT_EQ(judged.detail, "queued, never answered");
}

TEST(Judge, CannotJudgeAnOutcomeItDoesNotKnow) {
  HistoryWriter writer = asked();
  writer.end("c1", seconds(12), "shrugged");
  EXPECT_EQ(only_call(writer).ending, Ending::pending);
}

TEST(Judge, JudgesACutHistoryByWhatIsThere) {
  HistoryWriter writer;
  writer.good_call("c1", seconds(10));
  writer.call("c2", seconds(20), "opus", seconds(5));
  writer.call("c3", seconds(100));
  writer.begin_attempt("c3", {.at = seconds(101), .meant = ""});
  const Judgement judgement = judge(writer.cut(), quiet_hour());
  EXPECT_EQ(judgement.calls[0].ending, Ending::answered_truly);
  EXPECT_EQ(judgement.calls[1].ending, Ending::hung);
  EXPECT_EQ(judgement.calls[2].ending, Ending::pending);
}

TEST(Judge, OfNothingIsNothing) {
  const Judgement judgement = judge(History{}, quiet_hour());
  EXPECT_EQ(judgement.all.calls(), 0u);
  EXPECT_TRUE(judgement.models.empty());
  EXPECT_EQ(judgement.all.mean_attempts(), 0.0);
}

// --- figures -------------------------------------------------------------------------------------

TEST(Judge, CountsAttemptsPerCallAndPerStep) {
  HistoryWriter writer;
  writer.call("agent", seconds(1));
  writer.attempt("agent", {.at = seconds(1), .meant = "a"});
  writer.attempt("agent", {.at = seconds(2), .status = 529, .meant = "", .turn = 1});
  writer.attempt("agent", {.at = seconds(3), .meant = "b", .turn = 1});
  writer.call("unsent", seconds(5));
  writer.good_call("plain", seconds(9));
  const Figures figures = judge(writer.finished(), quiet_hour()).all;
  EXPECT_EQ(figures.attempts, 4u);
  EXPECT_EQ(figures.steps, 4u);
  EXPECT_EQ(figures.attempts_per_call,
            (std::map<std::uint64_t, std::uint64_t>{{0, 1}, {1, 1}, {3, 1}}));
  EXPECT_EQ(figures.most_attempts(), 3u);
  EXPECT_EQ(figures.amplification(), 1.0);
}

TEST(Judge, MeasuresLatencyFromWhenTheCallsWereDue) {
  HistoryWriter writer;
  for (int i = 1; i <= 20; ++i) {
    const std::string tag = "c" + std::to_string(i);
    writer.call(tag, minutes(i));
    writer.attempt(tag, {.at = minutes(i), .meant = truth(tag)});
    writer.end(tag, minutes(i) + seconds(i), "answered", truth(tag));
  }
  writer.failed_call("c0", minutes(40));
  EXPECT_EQ(judge(writer.finished(), quiet_hour()).all.latency,
            (Spread{seconds(10), seconds(19), seconds(20)}));
}

TEST(Judge, CountsSideEffectsAndThoseMadeBefore) {
  HistoryWriter writer;
  writer.tool_call("c1", seconds(1));
  writer.tool_call("c2", seconds(2));
  writer.charge("c2", seconds(8), "order-c2");
  writer.charge("c2", seconds(9), "order-c1");
  writer.record(SideEffect{seconds(9), "c2", "refund", "order-c1"});
  writer.charge("nobody", seconds(9), "order-c1");
  const Judgement judgement = judge(writer.finished(), quiet_hour());
  EXPECT_EQ(judgement.effects, (EffectCounts{6, 3}));
  EXPECT_EQ(judgement.calls[0].repeated_effects, 0u);
  EXPECT_EQ(judgement.calls[1].repeated_effects, 2u);
}

TEST(Judge, CountsHowOftenEachRuleFired) {
  Scenario scenario = quiet_hour();
  scenario.rules = {down("down", minutes(0), minutes(1)), down("silent", minutes(0), minutes(1))};
  HistoryWriter writer;
  writer.failed_call("c1", seconds(1));
  writer.failed_call("c2", seconds(2));
  const Judgement judgement = judge(writer.finished(), scenario);
  ASSERT_EQ(judgement.rules.size(), 2u);
  EXPECT_EQ(judgement.rules[0].fired, 2u);
  EXPECT_EQ(judgement.rules[1].fired, 0u);
}

// --- recovery ------------------------------------------------------------------------------------

// A call a minute on `opus`; bad ones are refused by the rule from `down_from` on, for so long as
// the server is down and then for as long as the stack sulks without asking.
History outage(int server_down, int stack_sulks, int run = 60) {
  HistoryWriter writer;
  for (int i = 0; i < run; ++i) {
    const std::string tag = "c" + std::to_string(i);
    if (i < 10 || i >= 10 + server_down + stack_sulks) {
      writer.good_call(tag, minutes(i));
    } else if (i < 10 + server_down) {
      writer.failed_call(tag, minutes(i));
    } else {
      writer.call(tag, minutes(i));
      writer.end(tag, minutes(i), "failed", "", "breaker_open");
    }
  }
  return writer.finished(minutes(run));
}

Scenario down_for(int minutes_down) {
  Scenario scenario = quiet_hour();
  scenario.rules = {down("down", minutes(10), minutes(10 + minutes_down))};
  return scenario;
}

TEST(Judge, MeasuresTheLagFromTheOutagesEndToTheCallsRecovery) {
  const ModelJudgement model = judge(outage(20, 7), down_for(20)).models.at(0);
  EXPECT_EQ(model.planned.outage_over, minutes(30));
  EXPECT_EQ(model.calls.state, Recovery::State::recovered);
  EXPECT_EQ(model.calls.down_at, minutes(10));
  EXPECT_EQ(model.calls.at, minutes(37));
  EXPECT_EQ(model.lag, minutes(7));
  EXPECT_EQ(model.server.at, minutes(37)) << "nobody asked the server before";
}

TEST(Judge, KnowsNoLagWithoutARecovery) {
  const ModelJudgement model = judge(outage(20, 30), down_for(20)).models.at(0);
  EXPECT_EQ(model.calls.state, Recovery::State::never);
  EXPECT_EQ(model.lag, std::nullopt);
}

TEST(Judge, SaysWhenNothingWasHit) {
  const ModelJudgement model = judge(outage(0, 0), quiet_hour()).models.at(0);
  EXPECT_EQ(model.calls.state, Recovery::State::not_hit);
  EXPECT_EQ(model.server.state, Recovery::State::not_hit);
  EXPECT_EQ(outage_over(model), std::nullopt);
}

TEST(Judge, MeasuresAnOutageNobodyPlannedByTheWire) {
  const ModelJudgement model = judge(outage(20, 0), quiet_hour()).models.at(0);
  EXPECT_EQ(model.planned.outage_over, std::nullopt);
  EXPECT_EQ(outage_over(model), minutes(30));
  EXPECT_EQ(model.lag, Duration{0});
}

TEST(Judge, BlamesAStackThatIsDownByItselfFromTheBeginning) {
  const ModelJudgement model = judge(outage(0, 20), quiet_hour()).models.at(0);
  EXPECT_EQ(model.server.state, Recovery::State::not_hit);
  EXPECT_EQ(model.lag, minutes(20));
}

// Ten attempts that no rule acted on, ended like this.
Recovery::State server_after(std::int64_t status, const std::string& how, bool told_end) {
  HistoryWriter writer;
  writer.call("c1", seconds(1));
  for (int i = 0; i < 10; ++i) {
    AttemptEnded ended;
    ended.id = writer.begin_attempt("c1", {.at = seconds(i)});
    ended.status = status;
    ended.how = how;
    ended.told_end = told_end;
    writer.record(ended);
  }
  return judge(writer.finished(), quiet_hour()).models.at(0).server.state;
}

TEST(Judge, BlamesTheServerOnlyForWhatTheServerDid) {
  EXPECT_EQ(server_after(529, "finish", true), Recovery::State::never);
  EXPECT_EQ(server_after(429, "finish", true), Recovery::State::never);
  EXPECT_EQ(server_after(200, "reset", false), Recovery::State::never);
  EXPECT_EQ(server_after(400, "finish", true), Recovery::State::not_hit);
  EXPECT_EQ(server_after(200, "abandoned", false), Recovery::State::not_hit);
  EXPECT_EQ(server_after(200, "finish", true), Recovery::State::not_hit);
}

TEST(Judge, KeepsPlatformsOfOneModelApart) {
  HistoryWriter writer;
  writer.good_call("c1", seconds(1));
  writer.call("c2", seconds(2)).platform = "bedrock";
  const Judgement judgement = judge(writer.finished(), quiet_hour());
  ASSERT_EQ(judgement.models.size(), 2u);
  EXPECT_EQ(label(judgement, judgement.models[1]), "opus (bedrock)");
}

TEST(Judge, CountsAFallbacksAttemptsForTheModelTheyWentTo) {
  HistoryWriter writer;
  writer.call("c1", seconds(1), "opus");
  writer.attempt("c1", {.at = seconds(1), .status = 529, .meant = "", .rules = {"down"}});
  writer.attempt("c1", {.at = seconds(2), .meant = truth("c1", "haiku"), .model = "haiku"});
  writer.end("c1", seconds(3), "answered", truth("c1", "haiku"));
  writer.good_call("c2", seconds(4), "haiku");
  const Judgement judgement = judge(writer.finished(), quiet_hour());
  EXPECT_EQ(judgement.calls[0].ending, Ending::answered_truly);
  EXPECT_EQ(judgement.models[0].server.state, Recovery::State::never);
  EXPECT_EQ(judgement.models[1].server.state, Recovery::State::not_hit);
}

// --- cost ----------------------------------------------------------------------------------------

// Histories of 50,000 calls of three attempts, written before the tests begin, so that the time
// which GoogleTest prints for each of them is what judging costs, with a copy of the history.
class FiftyThousandCalls : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    for (int i = 0; i < 50'000; ++i) {
      const std::string tag = "c" + std::to_string(i);
      const Instant due = seconds(i / 10);
      const std::string text = truth(tag, "opus", 0, 60);
      right_.call(tag, due);
      wrong_.call(tag, due);
      for (int n = 0; n < 2; ++n) {
        right_.attempt(tag, {.at = due, .status = 529, .meant = "", .rules = {"down"}});
        wrong_.attempt(tag, {.at = due, .meant = text, .rules = {"down"}});
      }
      right_.attempt(tag, {.at = due, .meant = text});
      right_.end(tag, due + seconds(1), "answered", text);
      wrong_.end(tag, due + seconds(1), i % 2 == 0 ? "answered" : "failed", truth("x" + tag));
    }
  }

  static inline HistoryWriter right_, wrong_;
};

TEST_F(FiftyThousandCalls, AreJudgedQuicklyWhenAllAreRight) {
  EXPECT_EQ(judge(right_.finished(), quiet_hour()).all.count(Ending::answered_truly), 50'000u);
}

TEST_F(FiftyThousandCalls, AreJudgedQuicklyWhenHalfAreWrong) {
  EXPECT_EQ(judge(wrong_.finished(), quiet_hour()).all.count(Ending::wrong), 25'000u);
}

}  // namespace
}  // namespace squall
