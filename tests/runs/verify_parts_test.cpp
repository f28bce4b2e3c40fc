// The parts of squall verify alone: odds, what a script sounds like, and what probes ask for.
#include <gtest/gtest.h>

#include "mockserver/platform.hpp"
#include "runner/commands/verify_hearing.hpp"
#include "runner/commands/verify_odds.hpp"
#include "runner/commands/verify_requests.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

TEST(VerifyOdds, AreTheBinomialDistributionForEqualShares) {
  const Odds odds({0.5, 0.5, 0.5, 0.5});
  EXPECT_DOUBLE_EQ(odds.expected(), 2);
  EXPECT_DOUBLE_EQ(odds.at_most(0), 1.0 / 16);
  EXPECT_DOUBLE_EQ(odds.at_most(1), 5.0 / 16);
  EXPECT_DOUBLE_EQ(odds.at_least(4), 1.0 / 16);
  EXPECT_DOUBLE_EQ(odds.at_least(5), 0);
}

TEST(VerifyOdds, AddProbesOfDifferentShares) {
  const Odds odds({0.1, 0.2});
  EXPECT_DOUBLE_EQ(odds.at_most(0), 0.9 * 0.8);
  EXPECT_DOUBLE_EQ(odds.at_least(2), 0.1 * 0.2);
}

TEST(VerifyOdds, AllowNothingElseWhereSharesAreCertain) {
  const Odds always(std::vector<double>(50, 1.0)), never(std::vector<double>(50, 0.0));
  EXPECT_TRUE(always.allows(50));
  EXPECT_FALSE(always.allows(49));
  EXPECT_TRUE(never.allows(0));
  EXPECT_FALSE(never.allows(1));
}

TEST(VerifyOdds, CatchAShareThatIsHalfOfWhatWasPlanned) {
  const Odds odds(std::vector<double>(200, 0.4));
  EXPECT_TRUE(odds.allows(80));
  EXPECT_TRUE(odds.allows(60));
  EXPECT_FALSE(odds.allows(40));
  EXPECT_FALSE(odds.allows(120));
}

TEST(VerifyHearing, HearsBytesAtTheirMomentsAndTheEnding) {
  const Hearing hearing = hearing_of({wait(2s), send(Role::head, "ab"), send(Role::body, "c"),
                                      wait(1s), send(Role::body, "d"), ending(StepKind::reset)},
                                     10s, 3);
  ASSERT_EQ(hearing.pieces.size(), 2U);
  EXPECT_EQ(hearing.pieces[0].at, 12s);
  EXPECT_EQ(hearing.pieces[0].bytes, "abc");
  EXPECT_EQ(hearing.pieces[1].at, 13s);
  EXPECT_EQ(hearing.left, Left::rst);
  EXPECT_EQ(hearing.ended, 13s);
}

TEST(VerifyHearing, ListensToKeepAlivesAFewTimes) {
  const Script script{send(Role::head, "h"), hold_saying("p", 4s)};
  const Hearing hearing = hearing_of(script, 0s, 2);
  ASSERT_EQ(hearing.pieces.size(), 3U);
  EXPECT_EQ(hearing.pieces[2].at, 8s);
  EXPECT_EQ(hearing.left, Left::silent);
  EXPECT_EQ(patience(script, hearing), 10s);
}

Hearing heard(std::initializer_list<Hearing::Piece> pieces, Left left = Left::kept) {
  Hearing hearing;
  hearing.pieces = pieces;
  hearing.left = left;
  return hearing;
}

TEST(VerifyHearing, TellsTheFirstByteThatDiffersWithBothSides) {
  const Hearing planned = heard({{1s, "abc"}, {2s, "def"}});
  EXPECT_EQ(difference_in_bytes(planned, planned), "");
  EXPECT_EQ(difference_in_bytes(planned, heard({{1s, "abc"}, {2s, "dx\n"}})),
            "byte 4 differs: planned \"ef\", came \"x\\n\"");
  EXPECT_EQ(difference_in_bytes(planned, heard({{1s, "abc"}, {3s, "def"}})),
            "byte 3 was planned for +2s and came at +3s: \"def\"");
  EXPECT_EQ(difference_in_bytes(planned, heard({{1s, "abcd"}, {2s, "ef"}})),
            "byte 3 was planned for +2s and came at +1s: \"d\"");
  EXPECT_EQ(difference_in_bytes(planned, heard({{1s, "abc"}})),
            "nothing came after byte 3, planned was \"def\" at +2s");
  EXPECT_EQ(difference_in_bytes(heard({{1s, "abc"}}), planned),
            "more came after byte 3, the planned end: \"def\" at +2s");
}

TEST(VerifyHearing, TellsAnotherEnding) {
  EXPECT_EQ(difference_in_ending(heard({}, Left::rst), heard({}, Left::rst)), "");
  EXPECT_EQ(difference_in_ending(heard({}, Left::kept), heard({}, Left::silent)),
            "planned to end by kept open, ended by silence");
  Hearing late = heard({}, Left::fin);
  late.ended = 5s;
  EXPECT_EQ(difference_in_ending(heard({}, Left::fin), late),
            "its end (FIN) was planned for +0 and came at +5s");
}

Scenario scenario_of_one_class() {
  Scenario scenario;
  CallClass chat;
  chat.models = {"claude-opus-4-8"};
  chat.fallbacks = {"claude-haiku-4-5"};
  scenario.workload.classes = {chat};
  return scenario;
}

Question understood(const Asking& asking) {
  Request request = request_for(asking, "17");
  const Platform* platform = find_platform(asking.platform);
  EXPECT_TRUE(platform->serves(request.path()));
  return platform->understand(request);
}

TEST(VerifyRequests, AskAsTheWorkloadWouldWhereThatFits) {
  Match where;
  where.model = {"claude-opus-*"};
  const std::vector<Asking> askings = askings_for(scenario_of_one_class(), where);
  ASSERT_EQ(askings.size(), 1U);
  const Question question = understood(askings.front());
  EXPECT_FALSE(question.refusal);
  EXPECT_EQ(question.endpoint_name, "messages");
  EXPECT_EQ(question.model, "claude-opus-4-8");
  EXPECT_TRUE(question.stream);
}

TEST(VerifyRequests, TakeTheFormAndTheHeadersThatTheRuleWants) {
  Match where;
  where.stream = false;
  where.tools = true;
  where.header = {{"anthropic-beta", "*files*"}, {"anthropic-version", "2023-*"}};
  for (const Asking& asking : askings_for(scenario_of_one_class(), where)) {
    const Question question = understood(asking);
    EXPECT_FALSE(question.refusal);
    EXPECT_FALSE(question.stream);
    EXPECT_TRUE(question.tools);
    EXPECT_EQ(request_for(asking, "17").header("anthropic-beta"), "files");
    EXPECT_EQ(request_for(asking, "17").header("anthropic-version"), "2023-06-01");
  }
}

TEST(VerifyRequests, ReachEveryEndpointThatIsNamed) {
  for (const std::string_view endpoint : find_platform("anthropic")->endpoints) {
    Match where;
    where.endpoint = {std::string(endpoint)};
    const std::vector<Asking> askings = askings_for(scenario_of_one_class(), where);
    ASSERT_EQ(askings.size(), 2U) << endpoint;
    for (const Asking& asking : askings) {
      EXPECT_FALSE(understood(asking).refusal) << endpoint;
      EXPECT_EQ(understood(asking).endpoint_name, endpoint);
    }
  }
}

TEST(VerifyRequests, NameAModelAfterTheRulesGlobWhereTheWorkloadHasNone) {
  Match where;
  where.model = {"claude-sonnet-4-6*"};
  const std::vector<Asking> askings = askings_for(scenario_of_one_class(), where);
  ASSERT_EQ(askings.size(), 1U);
  EXPECT_EQ(askings.front().model, "claude-sonnet-4-6");
}

}  // namespace
}  // namespace squall
