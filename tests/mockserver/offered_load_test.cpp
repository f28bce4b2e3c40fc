// Attempts that come, wait and go under all load rules at once: none is lost, nothing leaks.
#include "mockserver/offered_load.hpp"

#include <set>

#include "tests/support/load_run.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

std::vector<Rule> everything() {
  return {rule_with("rate", "rate_limits",
                    {{"requests", "600/min"}, {"burst", "1s"}, {"punish", "100ms"}}),
          rule_with("growth", "acceleration_limit", {{"least", "8"}}),
          rule_with("few", "concurrency_limit", {{"at_once", "6"}}),
          rule_with("full", "station",
                    {{"slots", "2"}, {"queue", "4"}, {"abandoned", "stopped"}, {"slowing", "3"}}),
          rule_with("late", "station",
                    {{"slots", "3"}, {"discipline", "deadline_drop"}, {"patience", "5s"}})};
}

void live_through(LoadRun& run, std::uint64_t seed, int attempts) {
  Random random{seed};
  Instant now{};
  for (int i = 0; i < attempts; ++i) {
    now += Duration{static_cast<std::int64_t>(random.below(3'000'000'000))};
    run.ask(now, std::to_string(i), random.below(2) == 0 ? "one" : "other");
    if (random.below(3) == 0) run.leave(now, std::to_string(random.below(i + 1U)));
  }
}

TEST(OfferedLoad, EndsEveryAttemptOnceAndKeepsNothing) {
  LoadRun run(everything());
  live_through(run, 1, 400);
  run.clock.run();
  std::set<std::uint64_t> ended;
  for (const AttemptEnded& one : run.events<AttemptEnded>())
    EXPECT_TRUE(ended.insert(one.id).second) << one.call;
  EXPECT_EQ(ended.size(), run.events<AttemptBegan>().size());
  EXPECT_EQ(ended.size(), 400U);
  // Hours later every limit has room again, for the same key as well.
  const Instant later = run.clock.now() + 1h;
  for (int i = 0; i < 5; ++i) run.ask(later + i * 2min, "again" + std::to_string(i), "one");
  const std::string story = run.story();
  for (int i = 0; i < 5; ++i)
    EXPECT_NE(story.find("again" + std::to_string(i) + " 200 finish"), std::string::npos) << story;
}

// Of twelve at once the first limit lets ten pass, the next eight, then six; of these the station
// serves two and queues four, and the last station has no slot for three of them.
TEST(OfferedLoad, AsksTheRulesInTheirOrder) {
  LoadRun run(everything());
  for (int i = 0; i < 12; ++i) run.ask(0s, std::to_string(i));
  std::vector<std::string> rules;
  for (const AttemptBegan& began : run.events<AttemptBegan>()) {
    std::string acting;
    for (const std::string& rule : began.rules) acting += (acting.empty() ? "" : "+") + rule;
    rules.push_back(acting);
  }
  EXPECT_EQ(rules,
            (std::vector<std::string>{"", "full", "full", "full+late", "full+late", "full+late",
                                      "few", "few", "growth", "growth", "rate", "rate"}));
}

TEST(OfferedLoad, IsTheSameForTheSameArrivals) {
  const auto story = [] {
    LoadRun run(everything());
    live_through(run, 3, 200);
    return run.story();
  };
  EXPECT_EQ(story(), story());
}

TEST(OfferedLoad, BelongsToOneServer) {
  const auto first_status = [] {
    LoadRun run({rule_with("rate", "rate_limits", {{"requests", "1/min"}})});
    run.ask(0s, "0");
    run.clock.run();
    return run.response("0").status;
  };
  EXPECT_EQ(first_status(), 200);
  EXPECT_EQ(first_status(), 200);
}

// The second call has waited too long for the one station; so the other stops to work for it, and
// its slot is free for the third.
TEST(OfferedLoad, StopsInAllStationsWhatOneHasDropped) {
  LoadRun run({rule_with("stops", "station", {{"slots", "1"}, {"abandoned", "stopped"}}),
               rule_with("drops", "station",
                         {{"slots", "1"}, {"discipline", "deadline_drop"}, {"patience", "5s"}})});
  run.ask(0s, "1");
  run.ask(0s, "2");
  run.ask(11s, "3");
  EXPECT_EQ(run.story(),
            "10s 1 200 finish\n"
            "10s 2 529 finish\n"
            "21s 3 200 finish\n");
}

// Two faults of one rule are two models: each counts what it was chosen for.
TEST(OfferedLoad, GivesEachFaultOfARuleAModelOfItsOwn) {
  Rule rule = rule_with("few", "concurrency_limit", {{"at_once", "1"}});
  rule.faults.push_back(rule.faults.front());
  LoadRun run({rule});
  for (int i = 0; i < 40; ++i) run.ask(0s, std::to_string(i));
  run.clock.run();
  std::size_t answered = 0;
  for (const AttemptEnded& ended : run.events<AttemptEnded>()) answered += ended.status == 200;
  EXPECT_EQ(answered, 2U);
}

}  // namespace
}  // namespace squall
