// Whole runs in memory, on virtual time, over many seeds.
#include <gtest/gtest.h>

#include <chrono>
#include <map>

#include "reports/report.hpp"
#include "runner/commands/command.hpp"
#include "runner/commands/simulate.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

const Scenario& june5() {
  static const Scenario scenario =
      load_scenario(find_scenario("2026-06-05-anthropic-staggered"), full_vocabulary());
  return scenario;
}

std::string lines_of(const History& history) {
  std::string lines;
  for (const Event& event : history.events) append_line(lines, event);
  return lines;
}

// What the sources say: when each model answered again (facts: 2026-06-05).
const std::map<std::string, Instant> answers_again{
    {"claude-opus-4-6", 17min}, {"claude-sonnet-4-6", 75min}, {"claude-opus-4-8", 111min}};

// The models with a documented recovery, each asked every 10 s as in the file, until the last of
// them is well.
Scenario narrowed() {
  Scenario scenario = june5();
  scenario.workload.classes.front().models.clear();
  for (const auto& [model, at] : answers_again)
    scenario.workload.classes.front().models.push_back(model);
  scenario.workload.rate = {18, 1min};
  scenario.duration = 2h;
  return scenario;
}

class June5 : public testing::TestWithParam<std::uint64_t> {};

TEST_P(June5, ModelsAnswerAgainWhenTheSourcesSay) {
  const Care& care = *find_reference("sdk-like");
  const Scenario scenario = narrowed();
  const Report report = make_report(simulate(scenario, GetParam(), care), scenario);
  std::size_t found = 0;
  for (const ModelJudgement& model : report.judgement.models) {
    const auto expected = answers_again.find(model.model);
    if (expected == answers_again.end()) continue;
    ++found;
    EXPECT_EQ(model.calls.state, Recovery::State::recovered) << model.model;
    EXPECT_LE(model.calls.at, expected->second + 30s) << model.model;
    EXPECT_GE(model.calls.at, expected->second - 30s) << model.model;
    EXPECT_LE(model.server.at, expected->second + 30s) << model.model;
    EXPECT_GE(model.server.at, expected->second - 30s) << model.model;
  }
  EXPECT_EQ(found, answers_again.size());
}

INSTANTIATE_TEST_SUITE_P(Seeds, June5, testing::Range<std::uint64_t>(1, 21));

TEST(Simulation, GivesTheSameHistoryForTheSameSeed) {
  const Care& care = *find_reference("resilient");
  EXPECT_EQ(lines_of(simulate(june5(), 7, care)), lines_of(simulate(june5(), 7, care)));
}

// Nothing else is kept of a run that is told as it goes.
TEST(Simulation, TellsAJournalWhatTheHistoryHolds) {
  class Lines : public Journal {
   public:
    void record(const Event& event) override { append_line(lines, event); }
    std::string lines;
  };
  Lines told;
  const Care& care = *find_reference("naive");
  simulate(june5(), 7, care, told);
  EXPECT_EQ(told.lines, lines_of(simulate(june5(), 7, care)));
}

TEST(Simulation, GivesAnotherHistoryForAnotherSeed) {
  const Care& care = *find_reference("naive");
  EXPECT_NE(lines_of(simulate(june5(), 7, care)), lines_of(simulate(june5(), 8, care)));
}

TEST(Simulation, ResilientHoldsWhereNaiveFails) {
  const auto verdict = [](const char* name) {
    return make_report(simulate(june5(), 5, *find_reference(name)), june5()).verdict;
  };
  EXPECT_EQ(verdict("resilient"), Verdict::held);
  EXPECT_EQ(verdict("naive"), Verdict::failed);
}

}  // namespace
}  // namespace squall
