// Drivers that misbehave: each is recorded as such, and none takes the run down.
#include "runner/drive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>

#include "tests/runner/workbench.hpp"

namespace squall {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;
using Texts = std::vector<std::string>;
using std::chrono::milliseconds;

const Texts all_answered{"0 answered", "1 answered", "2 answered"};

// Drivers that never do what is waited for.
Workbench impatient() {
  Workbench bench;
  bench.deadline = std::chrono::seconds(10);
  bench.patience = milliseconds(100);
  bench.farewell = milliseconds(100);
  return bench;
}

Workbench impatient_once_greeted() {
  Workbench bench = impatient();
  bench.patience = std::chrono::seconds(20);
  return bench;
}

// A whole history, and no process left.
void expect_sound(const Driven& driven) {
  EXPECT_TRUE(driven.has_its_last_line());
  EXPECT_TRUE(has_no_children());
}

TEST(Drive, RecordsACalmRunInOrder) {
  Workbench bench;
  bench.calls = 1;
  const Driven driven = drive_through("behaves", bench);
  EXPECT_EQ(driven.greeting, "");
  Texts names;
  for (const Event& event : driven.history.events)
    names.emplace_back(std::visit([](const auto& e) { return e.name; }, event));
  EXPECT_THAT(names, ElementsAre("stack_ready", "call_began", "call_ended", "run_ended"));
  expect_sound(driven);
}

TEST(Drive, GivesUpOnADriverThatSaysNothing) {
  const Driven driven = drive_through("silent", impatient());
  EXPECT_EQ(driven.greeting, "the driver did not say hello within 100ms");
  EXPECT_EQ(driven.troubles(), Texts{"never_ready: no hello within the time allowed"});
  EXPECT_TRUE(has_no_children());
}

TEST(Drive, SaysThatADriverDiedBeforeItsHelloAndKeepsItsLastWords) {
  const Driven driven = drive_through("dies_first");
  EXPECT_EQ(driven.greeting, "the driver ended before it said hello");
  EXPECT_EQ(driven.log, "cannot find module");
  EXPECT_TRUE(has_no_children());
}

TEST(Drive, RefusesAnotherVersionOfTheProtocol) {
  const Driven driven = drive_through("speaks_2");
  EXPECT_THAT(driven.greeting, StartsWith("the driver speaks version 2 of the driver protocol"));
  EXPECT_EQ(driven.troubles(), Texts{"never_ready: " + driven.greeting});
  EXPECT_TRUE(has_no_children());
}

TEST(Drive, RecordsThatADriverDiedMidway) {
  for (const auto& [mode, how] : std::map<std::string, std::string>{{"dies_midway", "exit 3"},
                                                                    {"crashes_midway", "signal 11"},
                                                                    {"leaves_early", "exit 0"}}) {
    const Driven driven = drive_through(mode);
    EXPECT_EQ(driven.ended(), Texts{"0 answered"}) << mode;
    EXPECT_EQ(driven.count<CallBegan>(), 3U) << mode;
    EXPECT_EQ(driven.troubles(), Texts{"crashed: the driver ended before the run did: " + how});
    expect_sound(driven);
  }
}

TEST(Drive, EndsADriverThatClosedItsOutputButLives) {
  const Driven driven = drive_through("closes_output", impatient_once_greeted());
  EXPECT_EQ(driven.troubles(), Texts{"crashed: the driver ended before the run did: killed"});
  EXPECT_TRUE(is_gone(driven.told_pid()));
  expect_sound(driven);
}

TEST(Drive, RecordsGarbageAndGoesOn) {
  const Driven driven = drive_through("garbage");
  EXPECT_THAT(
      driven.troubles(),
      ElementsAre(StartsWith("nonsense: expected a line of the driver protocol, got \"Loading"),
                  StartsWith("nonsense: expected a line of the driver protocol, got \"[1, 2\""),
                  "nonsense: expected a known type of line, got \"dance\""));
  EXPECT_EQ(driven.ended(), all_answered);
  expect_sound(driven);
}

TEST(Drive, RecordsOnlyTheFirstOfMuchGarbage) {
  const Driven driven = drive_through("much_garbage");
  EXPECT_EQ(driven.troubles().size(), 20U);
  EXPECT_EQ(driven.ended(), all_answered);
  expect_sound(driven);
}

TEST(Drive, PutsHalfLinesTogetherAndDropsOneThatNeverEnds) {
  const Driven driven = drive_through("half_lines");
  EXPECT_EQ(driven.ended(), Texts{"0 answered"});
  EXPECT_EQ(driven.troubles(), Texts{"crashed: the driver ended before the run did: exit 0"});
  expect_sound(driven);
}

TEST(Drive, RecordsOversizedLinesBriefly) {
  for (const std::string mode : {"long_line", "long_text"}) {
    Workbench bench;
    bench.calls = 1;
    const Driven driven = drive_through(mode, bench);
    EXPECT_EQ(driven.ended(), Texts{"0 answered"}) << mode;
    EXPECT_FALSE(driven.troubles().empty()) << mode;
    for (const std::string& trouble : driven.troubles()) EXPECT_LT(trouble.size(), 600U) << mode;
    expect_sound(driven);
  }
}

TEST(Drive, RecordsTextThatIsNotUtf8) {
  Workbench bench;
  bench.calls = 1;
  const Driven driven = drive_through("invalid_text", bench);
  EXPECT_THAT(driven.troubles(), ElementsAre(StartsWith("nonsense: expected a line")));
  EXPECT_EQ(driven.ended(), Texts{"0 answered"});
  expect_sound(driven);
}

TEST(Drive, TakesOneOutcomeForACallThatIsOpen) {
  Workbench bench;
  bench.calls = 1;
  const Driven twice = drive_through("twice", bench);
  EXPECT_EQ(twice.ended(), Texts{"0 answered"});
  EXPECT_EQ(twice.troubles(), Texts{"nonsense: an outcome for call \"0\", which is not open"});
  expect_sound(twice);
  const Driven stranger = drive_through("stranger", bench);
  EXPECT_EQ(stranger.ended(), Texts{"0 answered"});
  EXPECT_EQ(stranger.troubles(), Texts{"nonsense: an outcome for call \"990\", which is not open"});
  expect_sound(stranger);
}

TEST(Drive, TakesNoEffectOfACallThatNeverBegan) {
  Workbench bench;
  bench.calls = 1;
  const Driven driven = drive_through("strange_effect", bench);
  EXPECT_EQ(driven.troubles(), Texts{"nonsense: an effect for call \"990\", which never began"});
  EXPECT_EQ(driven.ended(), Texts{"0 answered"});
  expect_sound(driven);
}

TEST(Drive, TakesAQueuedCallOnceAndThenItsOutcome) {
  Workbench bench;
  bench.calls = 1;
  const Driven driven = drive_through("queued_twice", bench);
  EXPECT_EQ(driven.ended(), (Texts{"0 answered", "0 queued"}));
  EXPECT_EQ(driven.troubles(), Texts{"nonsense: call \"0\" is queued a second time"});
  expect_sound(driven);
}

TEST(Drive, TakesOneHello) {
  const Driven driven = drive_through("hello_twice");
  EXPECT_EQ(driven.count<StackReady>(), 1U);
  EXPECT_EQ(driven.troubles(), Texts{"nonsense: a second hello"});
  EXPECT_EQ(driven.ended(), all_answered);
  expect_sound(driven);
}

TEST(Drive, EndsThoughNoCallIsEverAnswered) {
  const Driven driven = drive_through("never_answers", impatient_once_greeted());
  EXPECT_EQ(driven.count<CallBegan>(), 3U);
  EXPECT_THAT(driven.ended(), IsEmpty());
  expect_sound(driven);
}

TEST(Drive, RecordsCallsForWhichThereIsNoPlaceAndDoesNotWaitForEver) {
  Workbench bench = impatient_once_greeted();
  bench.concurrency = 1;
  const Driven driven = drive_through("never_answers", bench);
  EXPECT_EQ(driven.count<CallBegan>(), 3U);
  EXPECT_EQ(driven.troubles().at(0),
            "slow: call \"1\" and maybe later ones were not sent: all 1 places were taken until "
            "the deadline");
  expect_sound(driven);
}

TEST(Drive, SendsOneCallAfterTheOtherWhereThereIsOnePlace) {
  Workbench bench;
  bench.concurrency = 1;
  const Driven driven = drive_through("behaves", bench);
  EXPECT_EQ(driven.ended(), all_answered);
  EXPECT_THAT(driven.troubles(), IsEmpty());
  EXPECT_EQ(driven.progress.ended, 3U);
  expect_sound(driven);
}

TEST(Drive, EndsADriverThatDoesNotLeave) {
  Workbench bench;
  bench.farewell = milliseconds(100);
  const Driven driven = drive_through("stays", bench);
  EXPECT_EQ(driven.ended(), all_answered);
  EXPECT_EQ(driven.troubles(),
            Texts{"hung: the driver did not leave after goodbye, and was killed"});
  EXPECT_TRUE(is_gone(driven.told_pid()));
  expect_sound(driven);
}

TEST(Drive, RecordsADriverThatLeavesWithAnError) {
  const Driven driven = drive_through("leaves_badly");
  EXPECT_EQ(driven.troubles(),
            Texts{"nonsense: the driver left with exit 5 after goodbye; it should be exit 0"});
  expect_sound(driven);
}

TEST(Drive, HearsTheLastWordsOfADriverThatLeaves) {
  Workbench bench;
  bench.deadline = std::chrono::seconds(10);
  const Driven driven = drive_through("late_words", bench);
  EXPECT_EQ(driven.ended(), all_answered);
  expect_sound(driven);
}

TEST(Drive, IsNotHeldUpByAFloodOfStderr) {
  const Driven driven = drive_through("floods_log");
  EXPECT_EQ(driven.ended(), all_answered);
  EXPECT_THAT(driven.troubles(), IsEmpty());
  expect_sound(driven);
}

TEST(Drive, IsNotHeldUpByADriverThatNeverReads) {
  Workbench bench = impatient_once_greeted();
  bench.padding.assign(200'000, 'x');  // more than a pipe takes
  const Driven driven = drive_through("never_reads", bench);
  EXPECT_EQ(driven.count<CallBegan>(), 3U);
  EXPECT_EQ(driven.troubles(),
            Texts{"hung: the driver did not leave after goodbye, and was killed"});
  EXPECT_TRUE(is_gone(driven.told_pid()));
  expect_sound(driven);
}

TEST(Drive, LeavesNoChildOfADriverBehind) {
  const Driven driven = drive_through("leaves_child");
  EXPECT_EQ(driven.ended(), all_answered);
  ASSERT_NE(driven.told_pid(), "");
  for (int i = 0; i < 100'000 && !is_gone(driven.told_pid()); ++i) ::sched_yield();
  EXPECT_TRUE(is_gone(driven.told_pid()));
  expect_sound(driven);
}

}  // namespace
}  // namespace squall
