// The station through the whole server: queues are latency, what is shed is 529.
#include "tests/support/load_run.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

Rule station(Given given) { return rule_with("full", "station", given); }

TEST(Station, LetsLoadBelowItsCapacityAlone) {
  LoadRun run({station({{"slots", "2"}, {"queue", "0"}})});
  for (int i = 0; i < 10; ++i) run.ask(i * 5s, std::to_string(i));
  EXPECT_EQ(run.story(),
            "10s 0 200 finish\n15s 1 200 finish\n20s 2 200 finish\n25s 3 200 finish\n"
            "30s 4 200 finish\n35s 5 200 finish\n40s 6 200 finish\n45s 7 200 finish\n"
            "50s 8 200 finish\n55s 9 200 finish\n");
  EXPECT_EQ(run.touched(), "");
}

TEST(Station, QueuesAndShedsLoadAboveIt) {
  LoadRun run({station({{"slots", "1"}, {"queue", "1"}})});
  for (int i = 0; i < 4; ++i) run.ask(i * 4s, std::to_string(i));
  EXPECT_EQ(run.story(), "8s 2 529 finish\n10s 0 200 finish\n20s 1 200 finish\n30s 3 200 finish\n");
  EXPECT_EQ(run.touched(), "1 2 3");
  EXPECT_EQ(run.header("2", "retry-after"), "");
  EXPECT_NE(run.response("2").body.find("overloaded_error"), std::string::npos);
}

TEST(Station, AdvisesTheWaitInWholeSecondsRoundedUp) {
  LoadRun run({station({{"slots", "1"}, {"queue", "0"}, {"retry_after", "wait"}})});
  run.ask(0s, "0");
  run.ask(2500ms, "1");
  run.clock.run();
  EXPECT_EQ(run.header("1", "retry-after"), "8");
}

TEST(Station, WastesSlotsOnClientsThatHaveGone) {
  const auto story = [](const char* abandoned) {
    LoadRun run({station({{"slots", "1"}, {"abandoned", abandoned}})});
    for (int i = 0; i < 3; ++i) run.ask(0s, std::to_string(i));
    run.leave(4s, "1");
    return run.story();
  };
  EXPECT_EQ(story("served"), "4s 1 200 abandoned\n10s 0 200 finish\n30s 2 200 finish\n");
  EXPECT_EQ(story("skipped"), "4s 1 200 abandoned\n10s 0 200 finish\n20s 2 200 finish\n");
  EXPECT_EQ(story("stopped"), "4s 1 200 abandoned\n10s 0 200 finish\n20s 2 200 finish\n");
}

TEST(Station, StopsTheWorkOfAClientThatLeavesMidAnswer) {
  LoadRun run({station({{"slots", "1"}, {"abandoned", "stopped"}, {"stop_delay", "1s"}})});
  run.ask(0s, "0");
  run.ask(0s, "1");
  run.leave(4s, "0");
  EXPECT_EQ(run.story(), "4s 0 200 abandoned\n15s 1 200 finish\n");
}

TEST(Station, RefusesWhatItDropsAfterItsWait) {
  LoadRun run({station({{"slots", "1"}, {"discipline", "deadline_drop"}, {"patience", "15s"}})});
  for (int i = 0; i < 3; ++i) run.ask(0s, std::to_string(i));
  EXPECT_EQ(run.story(), "10s 0 200 finish\n20s 1 200 finish\n20s 2 529 finish\n");
}

TEST(Station, MakesAnswersSlowInCompany) {
  LoadRun run({station({{"slots", "2"}, {"slowing", "1"}})});
  run.ask(0s, "0");
  run.ask(0s, "1");
  EXPECT_EQ(run.story(), "10s 0 200 finish\n20s 1 200 finish\n");
  EXPECT_EQ(run.touched(), "1");
}

TEST(Station, LetsEverybodyGoWhenItsWindowEnds) {
  Rule rule = station({{"slots", "1"}});
  rule.during = {0s, 12s};
  LoadRun run({rule});
  for (int i = 0; i < 4; ++i) run.ask(0s, std::to_string(i));
  run.ask(12s, "late");
  EXPECT_EQ(run.story(),
            "10s 0 200 finish\n20s 1 200 finish\n22s 2 200 finish\n22s 3 200 finish\n"
            "22s late 200 finish\n");
  EXPECT_EQ(run.touched(), "1 2 3");
}

TEST(Station, SparesRequestsThatAreWrongAnyway) {
  LoadRun run({station({{"slots", "1"}, {"queue", "0"}})});
  run.ask(0s, "0");
  std::string wrong = claude_bytes("[[squall 1]]");
  wrong.replace(wrong.find("claude-opus-4-8"), 15, "claude-nothing1");
  EXPECT_EQ(only_response(run.exchange(wrong)).status, 404);
  EXPECT_EQ(run.touched(), "");
}

TEST(Station, LetsGoOfWhatWaitsWhenTheServerEndsAllConnections) {
  LoadRun run({station({{"slots", "1"}})});
  run.ask(0s, "0");
  run.ask(0s, "1");
  run.service.close_all();
  run.clock.run();
  EXPECT_EQ(run.events<AttemptEnded>().size(), 2U);
  for (const AttemptEnded& ended : run.events<AttemptEnded>()) EXPECT_EQ(ended.how, "abandoned");
}

TEST(Station, MayEndWhileAttemptsWait) {
  LoadRun run({station({{"slots", "1"}})});
  for (int i = 0; i < 5; ++i) run.ask(0s, std::to_string(i));
  EXPECT_EQ(run.touched(), "1 2 3 4");
}

// Refused by its limit, an answer holds no slot of the station before it; the station counted it.
TEST(Station, ActsTogetherWithALimit) {
  LoadRun run({rule_with("few", "concurrency_limit", {{"at_once", "2"}}),
               station({{"slots", "1"}, {"queue", "5"}})});
  for (int i = 0; i < 3; ++i) run.ask(0s, std::to_string(i));
  EXPECT_EQ(run.story(), "0 2 429 finish\n10s 0 200 finish\n20s 1 200 finish\n");
  EXPECT_EQ(run.events<AttemptBegan>().at(1).rules, std::vector<std::string>{"full"});
  EXPECT_EQ(run.events<AttemptBegan>().at(2).rules, std::vector<std::string>{"few"});
}

// A refusal is no answer to truncate; a reset before its head still comes.
TEST(Station, RefusesBeforeAnyOtherFaultSpeaks) {
  LoadRun run({rule_with("busy", "overloaded", {{"message", "other"}}),
               station({{"slots", "1"}, {"queue", "0"}})});
  run.ask(0s, "0");
  run.ask(0s, "1");
  run.clock.run();
  EXPECT_EQ(run.events<AttemptBegan>().at(0).rules, std::vector<std::string>{"busy"});
  EXPECT_NE(run.response("0").body.find("other"), std::string::npos);
}

TEST(Station, DecidesAlikeTwice) {
  const auto story = [] {
    LoadRun run({station({{"slots", "2"}, {"queue", "3"}, {"slowing", "3"}})});
    for (int i = 0; i < 60; ++i) {
      run.ask(i * 1700ms, std::to_string(i));
      if (i % 7 == 3) run.leave(i * 1700ms + 100ms, std::to_string(i));
    }
    return run.story();
  };
  EXPECT_EQ(story(), story());
}

}  // namespace
}  // namespace squall
