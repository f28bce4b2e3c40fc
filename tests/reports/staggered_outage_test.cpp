// 2026-06-05 as a whole: five models down for their own times, judged from a history with real
// dice.
#include <gtest/gtest.h>

#include <array>

#include "reports/report.hpp"
#include "scenarios/timeline.hpp"
#include "tests/reports/histories.hpp"

namespace squall {
namespace {

struct Model {
  std::string name;
  minutes down_for;
};
const std::array<Model, 5> models{{{"opus-4-6", minutes(17)},
                                   {"sonnet-4-6", minutes(75)},
                                   {"opus-4-8", minutes(111)},
                                   {"opus-4-7", minutes(124)},
                                   {"opus-4-5", minutes(141)}}};

Scenario staggered() {
  Scenario scenario;
  scenario.name = "staggered";
  scenario.warm_up = minutes(5);
  scenario.duration = minutes(205);
  for (const Model& model : models)
    scenario.rules.push_back(down(model.name, minutes(0), model.down_for, {19, 20}, {model.name}));
  scenario.rules.push_back(down("residual", minutes(0), minutes(199), {1, 50}));
  return scenario;
}

// A call that is tried up to three times, two seconds apart.
void write_call(HistoryWriter& writer, const Scenario& scenario, std::uint64_t seed,
                const std::string& model, std::uint64_t number, Instant due) {
  const std::string tag = model + "." + std::to_string(number);
  writer.call(tag, due, model);
  for (std::uint32_t attempt = 1; attempt <= 3; ++attempt) {
    const Instant at = due + attempt * seconds(2);
    const auto firings =
        decide(scenario, seed, Asked{"anthropic", model, "messages", false, false, {}},
               AttemptId{fnv1a(tag), number, 0, attempt}, at);
    std::vector<std::string> rules;
    for (const Firing& firing : firings) rules.push_back(scenario.rules[firing.rule].id);
    const std::string meant = rules.empty() ? truth(tag, model, 0, 4) : "";
    writer.attempt(tag, {.at = at,
                         .status = rules.empty() ? 200 : 529,
                         .meant = meant,
                         .rules = rules,
                         .model = model});
    if (rules.empty()) return writer.end(tag, at + seconds(1), "answered", meant);
  }
  writer.end(tag, due + seconds(7), "failed", "", "overloaded_error", 529);
}

Report staggered_report(std::uint64_t seed) {
  const Scenario scenario = staggered();
  HistoryWriter writer;
  std::uint64_t number = 0;
  for (Instant due = -minutes(5); due < scenario.duration; due += seconds(10), ++number)
    for (const Model& model : models) write_call(writer, scenario, seed, model.name, number, due);
  return make_report(writer.finished(scenario.duration), scenario);
}

TEST(StaggeredOutage, IsMeasuredForEachModelOnBothSides) {
  for (const std::uint64_t seed : {1, 2, 3, 4}) {
    const Report report = staggered_report(seed);
    ASSERT_EQ(report.judgement.models.size(), models.size());
    for (std::size_t i = 0; i < models.size(); ++i) {
      const ModelJudgement& judged = report.judgement.models[i];
      EXPECT_EQ(judged.planned.outage_over, models[i].down_for);
      EXPECT_EQ(judged.planned.all_clear, minutes(199));
      EXPECT_LE(std::chrono::abs(judged.server.at - models[i].down_for), seconds(30)) << seed;
      EXPECT_LE(std::chrono::abs(judged.calls.at - models[i].down_for), seconds(30)) << seed;
      EXPECT_LE(std::chrono::abs(judged.calls.down_at), seconds(30)) << seed;
    }
    EXPECT_EQ(report.verdict, Verdict::held) << "seed " << seed;
  }
}

}  // namespace
}  // namespace squall
