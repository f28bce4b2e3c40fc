// The scenarios that come with the program: they load, they are named right, they do what they say.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "mockserver/fault.hpp"
#include "reports/report.hpp"
#include "runner/commands/command.hpp"
#include "runner/commands/simulate.hpp"
#include "scenarios/parse.hpp"
#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

std::vector<std::string> fault_scenarios() {
  std::vector<std::string> files;
  for (const std::string& file : bundled_scenarios())
    if (file.find("/faults/") != file.npos) files.push_back(file);
  return files;
}

std::string stem_of(const testing::TestParamInfo<std::string>& info) {
  std::string stem = std::filesystem::path(info.param).stem().string();
  for (char& c : stem)
    if (c == '-') c = '_';
  return stem;
}

Report report_of(const Scenario& scenario, std::string_view stack) {
  return make_report(simulate(scenario, scenario.seed, *find_reference(stack)), scenario);
}

class Bundled : public testing::TestWithParam<std::string> {};

TEST_P(Bundled, LoadsAndHasItsFilesName) {
  const Scenario scenario = load_scenario(GetParam(), full_vocabulary());
  EXPECT_EQ(scenario.name, std::filesystem::path(GetParam()).stem().string());
  EXPECT_FALSE(scenario.sources.empty());
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Bundled, testing::ValuesIn(bundled_scenarios()), stem_of);

class OfOneFault : public testing::TestWithParam<std::string> {};

TEST_P(OfOneFault, FiresEveryRuleAndIsWellBeforeAndAfter) {
  const Scenario scenario = load_scenario(GetParam(), full_vocabulary());
  ASSERT_GT(scenario.warm_up, Duration{0});
  for (const Rule& rule : scenario.rules) EXPECT_LT(rule.during.to, scenario.duration);
  // Who never tries again never meets what waits for a second attempt.
  const bool waits = std::ranges::any_of(
      scenario.rules, [](const Rule& rule) { return !rule.attempts.contains(1); });
  for (const RuleUse& rule : report_of(scenario, waits ? "sdk-like" : "naive").judgement.rules)
    EXPECT_GT(rule.fired, 0U) << rule.rule;
}

// Well-formed and wrong: no client can notice, but the judgement knows the truth and must.
bool deceives_every_client(const std::string& scenario) {
  constexpr std::string_view all[] = {"event_dropped", "event_duplicated", "event_reordered",
                                      "foreign_script", "wrong_model"};
  return std::ranges::count(all, scenario) > 0;
}

TEST_P(OfOneFault, IsHeldByTheResilientStackUnlessNoClientCanNotice) {
  const Scenario scenario = load_scenario(GetParam(), full_vocabulary());
  const Report report = report_of(scenario, "resilient");
  const bool deceives = deceives_every_client(scenario.name);
  EXPECT_EQ(report.verdict, deceives ? Verdict::failed : Verdict::held)
      << find_format("text")->write(report, {});
}

INSTANTIATE_TEST_SUITE_P(Scenarios, OfOneFault, testing::ValuesIn(fault_scenarios()), stem_of);

TEST(SilentTruncation, IsCalledCompleteByTheNaiveStack) {
  const Scenario scenario = load_scenario(find_scenario("silent_truncation"), full_vocabulary());
  const Report report = report_of(scenario, "naive");
  EXPECT_GT(report.judgement.all.count(Ending::truncated), 0U);
  EXPECT_EQ(report.verdict, Verdict::failed);
}

TEST(MixedConversation, RefusesWhatBeganElsewhereWhileItLasts) {
  const Scenario scenario = load_scenario(find_scenario("mixed_conversation"), full_vocabulary());
  const History history = simulate(scenario, scenario.seed, *find_reference("naive"));
  std::map<std::string, CallBegan> began;
  std::size_t refused = 0;
  for (const Event& event : history.events) {
    if (const auto* call = std::get_if<CallBegan>(&event)) began[call->call] = *call;
    const auto* ended = std::get_if<CallEnded>(&event);
    if (ended == nullptr) continue;
    const CallBegan& call = began.at(ended->call);
    const bool wrong = call.call_class == "moved" && scenario.rules[0].during.contains(call.at);
    EXPECT_EQ(ended->outcome, wrong ? "failed" : "answered") << call.call_class << " " << call.call;
    EXPECT_EQ(ended->status, wrong ? 400 : 0) << call.call;
    refused += wrong ? 1 : 0;
  }
  EXPECT_GT(refused, 20U);
}

TEST(Catalog, HasAScenarioForEveryFault) {
  for (const Word& fault : full_vocabulary().faults)
    EXPECT_NO_THROW(load_scenario(find_scenario(std::string(fault.name)), full_vocabulary()));
}

TEST(Readme, CountsTheFaultsOfEveryGroup) {
  const std::string readme = read_text_file(home() + "/README.md");
  for (const FaultGroup* group : fault_groups()) {
    const std::string row =
        "\n| " + std::string(group->name) + " | " + std::to_string(group->kinds.size()) + " | ";
    EXPECT_NE(readme.find(row), readme.npos) << row;
  }
}

TEST(Schema, OfTheRepositoryIsCurrent) {
  const std::string file = home() + "/scenarios/scenario.schema.json";
  EXPECT_EQ(read_text_file(file), scenario_schema(full_vocabulary()).dump(2) + "\n")
      << "write it anew: build/release/squall schema > scenarios/scenario.schema.json";
}

// The blocks of one language in the page that explains scenarios.
std::vector<std::string> blocks_of_the_readme(const std::string& language) {
  const std::string readme = read_text_file(home() + "/scenarios/README.md");
  std::vector<std::string> all;
  const std::string fence = "```" + language + "\n";
  for (std::size_t at = 0; (at = readme.find(fence, at)) != std::string::npos;) {
    at += fence.size();
    all.push_back(readme.substr(at, readme.find("```", at) - at));
  }
  return all;
}

TEST(ScenariosReadme, HoldsExamplesThatParse) {
  const std::vector<std::string> examples = blocks_of_the_readme("yaml");
  ASSERT_EQ(examples.size(), 1U);
  for (const std::string& example : examples)
    EXPECT_EQ(parse_scenario(example, "README.md", full_vocabulary()).rules.size(), 4U);
}

// What `squall validate` prints of a rule with these lines.
std::string real_complaint(const std::string& lines) {
  try {
    parse_scenario(scenario_with("rules:\n  - id: a\n" + lines), "june5.yaml", full_vocabulary());
    return "none";
  } catch (const BadInput& wrong) {
    return std::string(wrong.what()) + "\n";
  }
}

TEST(ScenariosReadme, QuotesRealComplaints) {
  const std::string all = real_complaint("    share: 0.3\n    fault: connection_reset\n") +
                          real_complaint("    where: {endpoint: mesages}\n    fault: stall\n") +
                          real_complaint("    fault: stall\n    with: {lastign: 5s}\n") +
                          real_complaint("    during: 2h..3h\n    fault: stall\n") +
                          real_complaint("    where: {stream: false}\n    fault: stall\n") +
                          real_complaint("    where: {model: gpt-*}\n    fault: stall\n");
  EXPECT_EQ(blocks_of_the_readme("text"), std::vector<std::string>{all});
}

TEST(Vocabulary, KnowsTheEndpointsOfAllPlatforms) {
  EXPECT_EQ(full_vocabulary().endpoints,
            (std::vector<std::string_view>{"messages", "count_tokens", "models"}));
}

}  // namespace
}  // namespace squall
