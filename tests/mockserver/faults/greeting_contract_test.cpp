// What every connection fault must keep, whatever it does.
#include <algorithm>
#include <vector>

#include "tests/support/greetings.hpp"

namespace squall {
namespace {

std::vector<const FaultKind*> connection_faults_of_the_catalog() {
  std::vector<const FaultKind*> kinds;
  for (const FaultKind* kind : fault_catalog())
    if (kind->layer == Layer::connection) kinds.push_back(kind);
  return kinds;
}

bool is_ending(const Step& step) {
  return step.kind != StepKind::send && step.kind != StepKind::wait;
}

// One ending, and nothing after it.
void expect_one_ending(const Script& script) {
  EXPECT_EQ(std::ranges::count_if(script, is_ending), 1) << print(script);
  ASSERT_FALSE(script.empty());
  EXPECT_TRUE(is_ending(script.back())) << print(script);
}

class GreetingContract : public testing::TestWithParam<const FaultKind*> {
 protected:
  std::string_view fault() const { return GetParam()->word.name; }
};

TEST_P(GreetingContract, ActsOnAHealthyGreeting) {
  bool acted = false;
  const Greeting greeting = greeting_after(fault(), {}, {}, &acted);
  EXPECT_TRUE(acted);
  EXPECT_NE(greeting, Greeting{});
  EXPECT_NE(outcome(greeting), "served");
  expect_one_ending(greeting.accepted);
  expect_one_ending(greeting.asked);
}

TEST_P(GreetingContract, CanActOnWhatEveryOtherFaultMade) {
  for (const FaultKind* other : connection_faults_of_the_catalog()) {
    SCOPED_TRACE(other->word.name);
    const Greeting before = greeting_after(other->word.name);
    bool acted = false;
    const Greeting after = greeting_after(fault(), {}, before, &acted);
    expect_one_ending(after.accepted);
    expect_one_ending(after.asked);
    EXPECT_EQ(acted, after != before);
  }
}

TEST_P(GreetingContract, LeavesAConnectionAloneThatHasEnded) {
  for (const Greeting& ended :
       {door_as(Door::refused), accepted_as({ending(StepKind::hold)}),
        asked_as({ending(StepKind::close)}), handshake_as(Handshake::alert)}) {
    bool acted = true;
    EXPECT_EQ(greeting_after(fault(), {}, ended, &acted), ended);
    EXPECT_FALSE(acted);
  }
}

TEST_P(GreetingContract, SaysThatItReachesConnections) {
  const Reach& reach = GetParam()->word.reach;
  EXPECT_TRUE(reach.connections);
  EXPECT_EQ(reach.whole_port, greeting_after(fault()).door != Door::open);
  EXPECT_EQ(reach.tls, fault().starts_with("tls_"));
}

// A client that takes a wrong certificate goes on to ask.
TEST_P(GreetingContract, SaysWhatItLeavesToOthers) {
  const Word& word = GetParam()->word;
  Reach reach = word.reach;
  if (word.refine != nullptr) word.refine(Settings(word.settings), reach);
  const Greeting after = greeting_after(fault());
  const bool shows_another =
      after.handshake == Handshake::expired_certificate || after.handshake == Handshake::wrong_host;
  const Leaves ended = shows_another ? Leaves::requests : Leaves::nothing;
  EXPECT_EQ(reach.leaves, is_reached(after) ? Leaves::all : ended);
}

INSTANTIATE_TEST_SUITE_P(Catalog, GreetingContract,
                         testing::ValuesIn(connection_faults_of_the_catalog()),
                         [](const auto& kind) { return std::string(kind.param->word.name); });

}  // namespace
}  // namespace squall
