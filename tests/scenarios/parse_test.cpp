// What a scenario file says, read into the plan.
#include "scenarios/parse.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <fstream>

#include "scenarios/text.hpp"
#include "tests/scenarios/support/vocabulary.hpp"
#include "tests/support/temporary_folder.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

Rule rule(const std::string& lines) {
  return parse(scenario_with("rules:\n  - id: a\n" + lines)).rules.at(0);
}

TEST(Scenario, TakesItsDefaultsWhereTheFileIsSilent) {
  const std::string text = scenario_with("");
  const Scenario scenario = parse(text);
  EXPECT_EQ(scenario.name, "june5");
  EXPECT_EQ(scenario.title, "Overload");
  EXPECT_EQ(scenario.start, 0);
  EXPECT_EQ(scenario.warm_up, 0ns);
  EXPECT_EQ(scenario.duration, 1h);
  EXPECT_EQ(scenario.seed, 1U);
  EXPECT_EQ(scenario.digest, fnv1a(text));
  EXPECT_EQ(scenario.rules.size(), 0U);
  EXPECT_EQ(scenario.workload.rate, (Rate{2, 1s}));
  EXPECT_EQ(scenario.workload.arrivals, Workload::Arrivals::constant);
  const CallClass& chat = scenario.workload.classes.at(0);
  EXPECT_EQ(chat.platform, "anthropic");
  EXPECT_EQ(chat.models, (std::vector<std::string>{"claude-sonnet", "claude-opus"}));
  EXPECT_EQ(chat.deadline, 60s);
  EXPECT_TRUE(chat.stream);
  EXPECT_FALSE(chat.tools);
}

TEST(Scenario, HoldsItsHistoryAndItsHealthyPace) {
  const Scenario scenario = parse(scenario_with(
      "start: 2026-06-05T15:08:00Z\nwarm_up: 5min\nseed: 18446744073709551615\n"
      "sources: [{id: page, what: status page, url: 'https://example.org'}]\n"
      "pace:\n  first_token: {lognormal: {median: 600ms, p95: 2.4s}}\n"
      "  tokens_per_second: {uniform: {least: 40, most: 80}}\n  answer_tokens: 200\n"
      "status_page:\n  - {at: 11min, says: investigating, impact: major, text: We look,"
      " components: [API]}\n  - {at: 11min, says: resolved}\n"));
  using Form = Distribution::Shape;
  EXPECT_EQ(scenario.start, 1'780'672'080);
  EXPECT_EQ(scenario.warm_up, 5min);
  EXPECT_EQ(scenario.seed, 18446744073709551615ULL);
  EXPECT_EQ(scenario.sources.at(0).url, "https://example.org");
  EXPECT_EQ(scenario.pace.first_token, (Distribution{Form::lognormal, 0.6, 2.4}));
  EXPECT_EQ(scenario.pace.tokens_per_second, (Distribution{Form::uniform, 40, 80}));
  EXPECT_EQ(scenario.pace.answer_tokens, (Distribution{Form::constant, 200, 0}));
  EXPECT_EQ(scenario.status_page.at(0).at, 11min);
  EXPECT_EQ(scenario.status_page.at(0).impact, "major");
  EXPECT_EQ(scenario.status_page.at(0).components, (std::vector<std::string>{"API"}));
}

TEST(Rule, IsAlwaysOnForEverybodyWhereTheFileIsSilent) {
  const Rule always = rule("    fault: reset\n");
  EXPECT_EQ(always.during, TimeWindow{});
  EXPECT_EQ(always.calls, CallWindow{});
  EXPECT_EQ(always.where, Match{});
  EXPECT_EQ(always.share, Share{});
}

TEST(Rule, HasHalfOpenWindows) {
  const Rule both = rule("    fault: reset\n    during: -5min..17min\n    calls: 10..20\n");
  EXPECT_EQ(both.during, (TimeWindow{-5min, 17min}));
  EXPECT_EQ(both.calls, (CallWindow{10, 20}));
  EXPECT_EQ(rule("    fault: reset\n    during: ..17min\n").during.to, 17min);
  EXPECT_EQ(rule("    fault: reset\n    during: ..17min\n").during.from, TimeWindow{}.from);
  EXPECT_EQ(rule("    fault: reset\n    during: 1.5min..\n").during.from, 90s);
  EXPECT_EQ(rule("    fault: reset\n    calls: 5..\n").calls, (CallWindow{5}));
}

TEST(Rule, CountsItsAttemptsFromOne) {
  EXPECT_EQ(rule("    fault: reset\n").attempts, (AttemptWindow{}));
  EXPECT_EQ(rule("    fault: reset\n    attempts: 1\n").attempts, (AttemptWindow{1, 2}));
  EXPECT_EQ(rule("    fault: reset\n    attempts: 2..4\n").attempts, (AttemptWindow{2, 4}));
  EXPECT_EQ(rule("    fault: reset\n    attempts: 2..\n").attempts, (AttemptWindow{2}));
  EXPECT_EQ(rule("    fault: reset\n    attempts: ..3\n").attempts, (AttemptWindow{1, 3}));
}

TEST(Rule, SaysWhatItsDiceAreKeyedBy) {
  EXPECT_EQ(rule("    fault: reset\n").per, Per::attempt);
  EXPECT_EQ(rule("    fault: reset\n    per: attempt\n").per, Per::attempt);
  EXPECT_EQ(rule("    fault: reset\n    per: call\n").per, Per::call);
  EXPECT_EQ(rule("    fault: reset\n    per: connection\n").per, Per::connection);
  EXPECT_EQ(rule("    fault: reset\n    per: key\n").per, Per::key);
}

TEST(CallClass, MayContinueWhatBeganSomewhereElse) {
  const auto began_on = [](const std::string& key) {
    return parse(
               "name: a\ntitle: b\nduration: 1h\nworkload: {rate: 1/s, classes: [{name: c, "
               "models: m" +
               key + "}]}\n")
        .workload.classes[0]
        .began_on;
  };
  EXPECT_EQ(began_on(""), "");
  EXPECT_EQ(began_on(", began_on: elsewhere"), "elsewhere");
  EXPECT_EQ(began_on(", began_on: openai"), "openai");
}

TEST(Rule, TakesEveryKeyOfAMatch) {
  const Match match = rule(
                          "    fault: reset\n    where:\n      platform: [anthropic, open*]\n"
                          "      model: claude-*\n      endpoint: messages\n      stream: true\n"
                          "      tools: false\n      header: {Anthropic-Beta: '*tools*'}\n")
                          .where;
  EXPECT_EQ(match, (Match{.platform = {"anthropic", "open*"},
                          .model = {"claude-*"},
                          .endpoint = {"messages"},
                          .stream = true,
                          .tools = false,
                          .header = {{"anthropic-beta", "*tools*"}}}));
}

TEST(Rule, TakesEveryFormOfAShare) {
  const auto share = [](const std::string& form) {
    return rule("    fault: reset\n    during: 0..1h\n    share: " + form + "\n").share;
  };
  EXPECT_EQ(share("95%"), (Share{.level = {95, 100}, .points = {}}));
  EXPECT_EQ(share("{ramp: {from: 0, to: 3/5}}"),
            (Share{.shape = Share::Shape::ramp, .level = {0, 1}, .other = {3, 5}, .points = {}}));
  EXPECT_EQ(share("{square: {period: 10min, on: 5min, share: 90%, otherwise: 1/10}}"),
            (Share{.shape = Share::Shape::square,
                   .level = {9, 10},
                   .other = {1, 10},
                   .period = 10min,
                   .on = 5min,
                   .points = {}}));
  EXPECT_EQ(share("{points: [{at: 0, share: 0}, {at: 5min, share: 1}]}"),
            (Share{.shape = Share::Shape::points, .points = {{0min, {0, 1}}, {5min, {1, 1}}}}));
}

TEST(Rule, ReadsSettingsWhereverTheyStandBesideTheirFault) {
  Settings expected(test_vocabulary().faults[1].settings);
  expected.set("lasting",
               {.kind = SettingKind::duration, .number = 30'000'000'000, .ratio = {}, .text = {}});
  const Rule before = rule("    with: {lasting: 30s}\n    fault: stall\n");
  EXPECT_EQ(before.faults, (std::vector<FaultChoice>{
                               {.fault = "stall", .with = expected, .weight = 1, .evidence = {}}}));
  const Rule several = rule(
      "    faults:\n      - {fault: stall, with: {lasting: 30s}, weight: 3}\n      - fault: "
      "refuse\n");
  EXPECT_EQ(several.faults, (std::vector<FaultChoice>{
                                {.fault = "stall", .with = expected, .weight = 3, .evidence = {}},
                                {.fault = "refuse",
                                 .with = Settings(test_vocabulary().faults[0].settings),
                                 .weight = 1,
                                 .evidence = {}}}));
}

TEST(Evidence, BelongsToAKeyOrToAllOfThem) {
  const Rule one = rule("    fault: reset\n    evidence: measured\n");
  EXPECT_EQ(evidence_of(one.evidence, "share"), Evidence::measured);
  const Rule some = rule(
      "    fault: reset\n    share: 1/2\n    during: 0..1h\n"
      "    evidence: {'*': reported, share: doubtful}\n");
  EXPECT_EQ(evidence_of(some.evidence, "share"), Evidence::doubtful);
  EXPECT_EQ(evidence_of(some.evidence, "during"), Evidence::reported);
  EXPECT_EQ(evidence_of({}, "during"), Evidence::assumed);
}

TEST(Scenario, TakesAnchorsAndAliases) {
  const Scenario scenario =
      parse(scenario_with("rules:\n  - {id: a, fault: stall, with: &long {lasting: 5s}}\n"
                          "  - {id: b, fault: stall, with: *long}\n"));
  EXPECT_EQ(scenario.rules[0].faults, scenario.rules[1].faults);
}

TEST(Scenario, IsReadFromAFileOfBoundedSize) {
  const std::string path = testing::TempDir() + "squall_parse_test.yaml";
  const auto write = [&](const std::string& text) { std::ofstream(path) << text; };
  const auto trouble = [&](const std::string& name) -> std::string {
    try {
      load_scenario(name, test_vocabulary());
      return "";
    } catch (const BadInput& wrong) {
      return wrong.what();
    }
  };
  write(scenario_with(""));
  EXPECT_EQ(load_scenario(path, test_vocabulary()).name, "june5");
  write(scenario_with("seed: x\n"));
  EXPECT_EQ(trouble(path), path + ":7: seed: expected a whole number, got \"x\"");
  write("# " + std::string(1024 * 1024, 'x'));
  EXPECT_EQ(trouble(path), path + ": expected at most 1 MiB");
  std::remove(path.c_str());
  EXPECT_EQ(trouble(path), path + ": cannot be read; is the path right?");
  EXPECT_EQ(
      trouble(testing::TempDir()),
      testing::TempDir() + ": expected a regular file; is it a directory, a pipe or a device?");
}

// A pipe without a writer would keep its reader for ever; nothing of it is opened.
TEST(LoadScenario, TakesRegularFilesOnly) {
  const TemporaryFolder folder;
  const std::string pipe = folder.file("pipe.yaml");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const std::string& path : {pipe, std::string("/dev/zero"), folder.path()}) {
    try {
      load_scenario(path, test_vocabulary());
      ADD_FAILURE() << path;
    } catch (const BadInput& wrong) {
      EXPECT_EQ(wrong.what(),
                path + ": expected a regular file; is it a directory, a pipe or a device?");
    }
  }
}

TEST(Scenario, TakesAsManyCallsAsFit) {
  EXPECT_EQ(parse("name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 10000000/h\n"
                  "  classes: [{name: c, models: m}]\n")
                .workload.rate.count,
            10'000'000U);
}

TEST(Scenario, TakesWindowsThatOnlyTouchTheRun) {
  for (const std::string window : {"-1h..1ns", "..1ns", "59min..2h", "59min.."})
    EXPECT_EQ(complaint(scenario_with("rules: [{id: a, fault: reset, during: " + window + "}]\n")),
              "");
}

TEST(Scenario, TakesGlobsOfEndpoints) {
  EXPECT_EQ(rule("    where: {endpoint: [\"*\", \"model?\"]}\n    fault: reset\n").where.endpoint,
            (std::vector<std::string>{"*", "model?"}));
}

TEST(Scenario, TakesNamesThatAreSafeInAPath) {
  for (const std::string& name : {std::string("a"), std::string("2026-06-05_a.b"),
                                  std::string("-a"), std::string("7"), std::string(100, 'x')})
    EXPECT_EQ(parse("name: \"" + name + "\"" + scenario_with("").substr(11)).name, name);
}

}  // namespace
}  // namespace squall
