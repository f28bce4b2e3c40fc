// The built-in stacks against the mock server in memory, on virtual time: each is as careful as it
// says, and no more.
#include "runner/reference/reference.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "runner/commands/command.hpp"
#include "runner/commands/simulate.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

// Sixty calls to one model in ten minutes, under these rules. `more` are keys of the calls' class.
Scenario scenario_with(const std::string& rules, const std::string& more = "") {
  return parse_scenario(
      "name: reference\ntitle: One rule or several.\nduration: 10min\nrules:\n" + rules +
          "workload:\n  rate: 6/min\n  classes:\n    - {name: chat, models: [claude-opus-4-8], "
          "deadline: 60s" +
          more + "}\n",
      "reference.yaml", full_vocabulary());
}

std::string rule(const std::string& id, const std::string& fault, const std::string& more = "") {
  return "  - {id: " + id + ", faults: [{fault: " + fault + "}]" + more + "}\n";
}

struct CallStory {
  CallBegan began;
  std::vector<AttemptBegan> asked;
  std::vector<AttemptEnded> answered;
  CallEnded ended;
  std::vector<SideEffect> effects;
};

struct Stories : std::map<std::string, CallStory> {
  explicit Stories(const History& history) {
    for (const Event& event : history.events) std::visit([this](const auto& e) { take(e); }, event);
  }
  void take(const CallBegan& e) { (*this)[e.call].began = e; }
  void take(const CallEnded& e) { (*this)[e.call].ended = e; }
  void take(const AttemptBegan& e) { (*this)[e.call].asked.push_back(e); }
  void take(const AttemptEnded& e) { (*this)[e.call].answered.push_back(e); }
  void take(const SideEffect& e) { (*this)[e.call].effects.push_back(e); }
  void take(const auto&) {}
};

Stories run(const char* name, const Scenario& scenario, std::uint64_t seed = 1) {
  return Stories(simulate(scenario, seed, *find_reference(name)));
}

Duration wait_before(const CallStory& call, std::size_t attempt) {
  return call.asked[attempt].at - call.answered[attempt - 1].at;
}

TEST(Reference, AnswersWholeOnACalmDay) {
  for (const Care& care : reference_catalog()) {
    for (const auto& [name, call] : run(care.name.data(), scenario_with("  []\n"))) {
      EXPECT_EQ(call.ended.outcome, "answered") << care.name;
      EXPECT_EQ(call.ended.text, call.answered.back().meant) << care.name;
      EXPECT_EQ(call.asked.size(), 1U) << care.name;
    }
  }
}

TEST(Reference, NaiveAndSdkLikeBelieveASilentTruncation) {
  for (const char* name : {"naive", "sdk-like"}) {
    for (const auto& [id, call] : run(name, scenario_with(rule("cut", "silent_truncation")))) {
      EXPECT_EQ(call.ended.outcome, "answered");
      EXPECT_EQ(call.asked.size(), 1U);
      EXPECT_TRUE(call.answered.back().meant.starts_with(call.ended.text));
      EXPECT_LT(call.ended.text.size(), call.answered.back().meant.size());
    }
  }
}

TEST(Reference, NaiveTriesOnce) {
  for (const auto& [id, call] : run("naive", scenario_with(rule("full", "overloaded")))) {
    EXPECT_EQ(call.asked.size(), 1U);
    EXPECT_EQ(call.ended.outcome, "failed");
    EXPECT_EQ(call.ended.status, 529);
  }
}

// Facts: clients, table A: 0.5 s, doubled, less up to a quarter.
TEST(Reference, SdkLikeBacksOffAsTheSdksDo) {
  const auto scenario = scenario_with(rule("full", "overloaded, with: {retry_after: none}"));
  std::set<Duration> waits;
  for (const auto& [id, call] : run("sdk-like", scenario)) {
    ASSERT_EQ(call.asked.size(), 3U);
    EXPECT_GE(wait_before(call, 1), 375ms);
    EXPECT_LE(wait_before(call, 1), 500ms);
    EXPECT_GE(wait_before(call, 2), 750ms);
    EXPECT_LE(wait_before(call, 2), 1000ms);
    EXPECT_EQ(call.ended.outcome, "failed");
    EXPECT_EQ(call.ended.status, 529);
    waits.insert(wait_before(call, 1));
  }
  EXPECT_GT(waits.size(), 50U);
}

TEST(Reference, ObeysARetryAfterOfAMinuteAtMost) {
  const auto told = [](const std::string& seconds) {
    return scenario_with(rule("full", "overloaded, with: {retry_after: \"" + seconds + "\"}"));
  };
  for (const auto& [id, call] : run("sdk-like", told("3"))) EXPECT_EQ(wait_before(call, 1), 3s);
  for (const auto& [id, call] : run("sdk-like", told("61"))) EXPECT_LE(wait_before(call, 1), 500ms);
  for (const auto& [id, call] : run("sdk-like", told("soon")))
    EXPECT_LE(wait_before(call, 1), 500ms);
}

TEST(Reference, ResilientDetectsTruncationAndFallsBack) {
  const Scenario scenario =
      scenario_with(rule("cut", "silent_truncation", ", where: {model: \"claude-opus-*\"}"),
                    ", fallbacks: [claude-haiku-4-5]");
  for (const auto& [id, call] : run("resilient", scenario)) {
    EXPECT_EQ(call.ended.outcome, "answered");
    EXPECT_EQ(call.ended.model.substr(0, 12), "claude-haiku");
    EXPECT_EQ(call.ended.text, call.answered.back().meant);
    EXPECT_EQ(call.asked.size(), 3U);
  }
}

TEST(Reference, ResilientNeverDeliversAnAnswerWithoutItsEnd) {
  for (const auto& [id, call] : run("resilient", scenario_with(rule("cut", "silent_truncation")))) {
    EXPECT_EQ(call.ended.outcome, "failed");
    EXPECT_EQ(call.ended.error_class, "incomplete");
    EXPECT_GT(call.asked.size(), 1U);
  }
}

TEST(Reference, ResilientGivesUpBeforeItsDeadline) {
  for (const std::string fault :
       {"stall, with: {resumes: false}", "stall, with: {lasting: 19s}",
        "latency, with: {lasting: 1h}", "slow_first_token, with: {lasting: 19s}", "overloaded",
        "connection_reset", "overloaded, with: {retry_after: \"59\"}"}) {
    for (const auto& [id, call] : run("resilient", scenario_with(rule("slow", fault)))) {
      EXPECT_LT(call.ended.at, call.began.at + call.began.deadline) << fault;
      EXPECT_FALSE(call.ended.outcome.empty()) << fault;
    }
  }
}

TEST(Reference, SdkLikeWaitsOutASilenceThatResilientDoesNot) {
  const Scenario scenario = scenario_with(rule("slow", "stall, with: {lasting: 2min}"));
  for (const auto& [id, call] : run("sdk-like", scenario)) {
    EXPECT_EQ(call.ended.outcome, "answered");
    EXPECT_GT(call.ended.at - call.began.at, 2min);
  }
}

TEST(Reference, SdkLikeTriesAStreamThatHasBegunOnlyOnce) {
  const Scenario scenario = scenario_with(rule("hung", "stall, with: {resumes: false}"));
  for (const auto& [id, call] : run("sdk-like", scenario)) {
    EXPECT_EQ(call.asked.size(), 1U);
    EXPECT_EQ(call.ended.outcome, "failed");
    EXPECT_EQ(call.ended.error_class, "silent");
    EXPECT_FALSE(call.ended.text.empty());
  }
}

// Breaks in the middle of a stream, of every kind, on every second attempt or so.
const std::string& broken_streams() {
  static const std::string rules =
      rule("cut", "silent_truncation", ", share: 1/5") +
      rule("torn", "aborted_stream, with: {place: in_event}", ", share: 1/5") +
      rule("reset", "connection_reset", ", share: 1/5") +
      rule("still", "stall, with: {resumes: false}", ", share: 1/5");
  return rules;
}

TEST(Reference, NeverChargesTwiceInAToolLoopUnderBrokenStreams) {
  const Scenario scenario = scenario_with(broken_streams(), ", tools: true");
  for (const char* name : {"naive", "sdk-like", "resilient"}) {
    std::size_t charged = 0;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      std::set<std::string> keys;
      for (const auto& [id, call] : run(name, scenario, seed)) {
        for (const SideEffect& effect : call.effects)
          EXPECT_TRUE(keys.insert(effect.key).second) << name << " charged twice: " << effect.key;
        EXPECT_LE(call.effects.size(), 1U) << name;
      }
      charged += keys.size();
    }
    EXPECT_GT(charged, 100U) << name;
  }
}

TEST(Reference, ResilientBringsMostCallsThroughBrokenStreamsWithTheRightText) {
  std::size_t answered = 0;
  for (const auto& [id, call] : run("resilient", scenario_with(broken_streams()))) {
    if (call.ended.outcome != "answered") continue;
    ++answered;
    EXPECT_EQ(call.ended.text, call.answered.back().meant);
  }
  EXPECT_GT(answered, 50U);
}

}  // namespace
}  // namespace squall
