// Windows, matches and shares over time: whom a rule acts on, and when.
#include "scenarios/timeline.hpp"

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <set>

#include "scenarios/random.hpp"
#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

Rule rule(const std::string& lines) {
  return parse(scenario_with("rules:\n  - id: a\n    fault: reset\n" + lines)).rules.at(0);
}

const Asked chat{.platform = "anthropic",
                 .model = "claude-opus",
                 .endpoint = "messages",
                 .stream = true,
                 .tools = false};

std::size_t firings(const Scenario& scenario, Instant at, std::uint64_t calls) {
  std::size_t count = 0;
  for (std::uint64_t call = 0; call < calls; ++call)
    count += decide(scenario, 1, chat, {.key = call, .ordinal = call}, at).size();
  return count;
}

TEST(Share, IsConstantWithinItsWindowAndZeroOutside) {
  const Rule half = rule("    share: 1/2\n    during: 5min..10min\n");
  EXPECT_EQ(share_at(half, 5min - 1ns), (Ratio{0, 1}));
  EXPECT_EQ(share_at(half, 5min), (Ratio{1, 2}));
  EXPECT_EQ(share_at(half, 10min - 1ns), (Ratio{1, 2}));
  EXPECT_EQ(share_at(half, 10min), (Ratio{0, 1}));
}

TEST(Share, RampsFromOneEndOfItsWindowToTheOther) {
  const Rule up = rule("    share: {ramp: {from: 1/4, to: 3/4}}\n    during: 10min..20min\n");
  EXPECT_EQ(share_at(up, 10min), (Ratio{1, 4}));
  EXPECT_EQ(share_at(up, 15min), (Ratio{1, 2}));
  EXPECT_EQ(share_at(up, 12min + 30s), (Ratio{3, 8}));
  EXPECT_NEAR(share_at(up, 20min - 1ns).value(), 0.75, 1e-9);
  const Rule down = rule("    share: {ramp: {from: 1, to: 0}}\n    during: -10min..10min\n");
  EXPECT_EQ(share_at(down, 0min), (Ratio{1, 2}));
  EXPECT_EQ(share_at(down, 5min), (Ratio{1, 4}));
}

TEST(Share, IsASquareWaveFromTheStartOfItsWindow) {
  const Rule wave = rule(
      "    share: {square: {period: 10min, on: 4min, share: 90%, otherwise: 10%}}\n"
      "    during: 3min..40min\n");
  const Ratio on{9, 10}, off{1, 10};
  EXPECT_EQ(share_at(wave, 3min), on);
  EXPECT_EQ(share_at(wave, 7min - 1ns), on);
  EXPECT_EQ(share_at(wave, 7min), off);
  EXPECT_EQ(share_at(wave, 13min - 1ns), off);
  EXPECT_EQ(share_at(wave, 13min), on);
  EXPECT_EQ(share_at(wave, 40min), (Ratio{0, 1}));
}

TEST(Share, IsASquareWaveFromScenarioTimeZeroInAnOpenWindow) {
  const Rule wave = rule("    share: {square: {period: 10min, on: 4min}}\n");
  EXPECT_EQ(share_at(wave, 0min), (Ratio{1, 1}));
  EXPECT_EQ(share_at(wave, 4min), (Ratio{0, 1}));
  EXPECT_EQ(share_at(wave, -1ns), (Ratio{0, 1}));
  EXPECT_EQ(share_at(wave, -10min), (Ratio{1, 1}));
  EXPECT_EQ(share_at(wave, -7min), (Ratio{1, 1}));
}

TEST(Share, IsLinearBetweenPointsAndLevelOutside) {
  const Rule points = rule(
      "    share: {points: [{at: 0, share: 1/2}, {at: 10min, share: 1}, {at: 20min, share: 0}]}\n");
  EXPECT_EQ(share_at(points, -1h), (Ratio{1, 2}));
  EXPECT_EQ(share_at(points, 0min), (Ratio{1, 2}));
  EXPECT_EQ(share_at(points, 5min), (Ratio{3, 4}));
  EXPECT_EQ(share_at(points, 10min), (Ratio{1, 1}));
  EXPECT_EQ(share_at(points, 15min), (Ratio{1, 2}));
  EXPECT_EQ(share_at(points, 1h), (Ratio{0, 1}));
}

std::vector<Instant> changes(const Rule& rule, Instant from, std::size_t most = 6) {
  std::vector<Instant> all;
  for (Instant at = next_share_change(rule, from); at != Instant::max() && all.size() < most;
       at = next_share_change(rule, at))
    all.push_back(at);
  return all;
}

TEST(Share, JumpsAtTheEdgesOfItsWindowAtPointsAndWithItsWave) {
  using Moments = std::vector<Instant>;
  EXPECT_EQ(changes(rule("    share: 1/2\n"), 0min), (Moments{}));
  EXPECT_EQ(changes(rule("    during: 5min..10min\n"), 0min), (Moments{5min, 10min}));
  EXPECT_EQ(changes(rule("    during: 5min..10min\n"), 5min), (Moments{10min}));
  EXPECT_EQ(
      changes(rule("    share: {points: [{at: 1min, share: 0}, {at: 2min, share: 1}]}\n"), 0min),
      (Moments{1min, 2min}));
  const std::string wave = "    share: {square: {period: 10min, on: 4min}}\n";
  EXPECT_EQ(changes(rule(wave + "    during: 3min..20min\n"), 0min),
            (Moments{3min, 7min, 13min, 17min, 20min}));
  EXPECT_EQ(changes(rule(wave), -7min, 4), (Moments{-6min, 0min, 4min, 10min}));
}

TEST(Share, NeverLeavesZeroToOne) {
  const Rule steep = rule(
      "    share: {points: [{at: -3650d, share: 1}, {at: 0, share: 0}, {at: 1ns, share: 1},"
      " {at: 3650d, share: 0}]}\n");
  Random random{3};
  for (int i = 0; i < 20'000; ++i) {
    const Instant at{static_cast<std::int64_t>(random.next())};
    EXPECT_LE(share_at(steep, at), (Ratio{1, 1})) << print(at);
  }
}

TEST(Rule, ActsOnItsWindowOfCallsOnly) {
  const Scenario scenario =
      parse(scenario_with("rules:\n  - {id: a, fault: reset, calls: 10..20}\n"));
  std::vector<std::uint64_t> acted;
  for (std::uint64_t call = 0; call < 30; ++call)
    if (!decide(scenario, 1, chat, {.key = 1000 + call, .ordinal = call}, 5min).empty())
      acted.push_back(call);
  EXPECT_EQ(acted, (std::vector<std::uint64_t>{10, 11, 12, 13, 14, 15, 16, 17, 18, 19}));
}

// In a workload that asks in every way that the matches below name.
Rule rule_for_anybody(const std::string& lines) {
  return parse(
             "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n  classes:\n"
             "    - {name: a, models: [claude, claude-opus-4, gpt-5]}\n"
             "    - {name: b, platform: openai, models: gpt-5, stream: false, tools: true}\n"
             "rules:\n  - id: a\n    fault: reset\n" +
             lines)
      .rules.at(0);
}

TEST(Rule, ActsOnItsWindowOfAttemptsOnly) {
  const auto acting = [](const std::string& window) {
    const Scenario scenario =
        parse(scenario_with("rules:\n  - {id: a, fault: reset, attempts: " + window + "}\n"));
    std::vector<std::uint32_t> attempts;
    for (std::uint32_t attempt = 1; attempt <= 5; ++attempt)
      if (!decide(scenario, 1, chat, {.key = 9, .attempt = attempt}, 5min).empty())
        attempts.push_back(attempt);
    return attempts;
  };
  using Attempts = std::vector<std::uint32_t>;
  EXPECT_EQ(acting("1"), (Attempts{1}));
  EXPECT_EQ(acting("2..4"), (Attempts{2, 3}));
  EXPECT_EQ(acting("4.."), (Attempts{4, 5}));
  EXPECT_EQ(acting("..3"), (Attempts{1, 2}));
}

// How many fates there are among attempts that differ in one thing each, at a share of one half.
struct Fates {
  std::size_t attempts = 0, turns = 0, calls = 0, connections = 0, keys = 0;
  bool operator==(const Fates&) const = default;
};
void PrintTo(const Fates& fates, std::ostream* out) {
  *out << fates.attempts << " " << fates.turns << " " << fates.calls << " " << fates.connections
       << " " << fates.keys;
}

Fates fates_per(const std::string& per) {
  const Scenario scenario =
      parse(scenario_with("rules:\n  - {id: a, share: 1/2, fault: reset, per: " + per + "}\n"));
  const auto count = [&](auto change) {
    std::set<bool> fates;
    for (std::uint32_t i = 1; i <= 40; ++i) {
      AttemptId id{.key = 5, .ordinal = 5, .connection = 5, .caller = 5};
      change(id, i);
      fates.insert(decide(scenario, 1, chat, id, 5min).empty());
    }
    return fates.size();
  };
  return {count([](AttemptId& id, std::uint32_t i) { id.attempt = i; }),
          count([](AttemptId& id, std::uint32_t i) { id.turn = i; }),
          count([](AttemptId& id, std::uint32_t i) { id.key = id.ordinal = i; }),
          count([](AttemptId& id, std::uint32_t i) { id.connection = i; }),
          count([](AttemptId& id, std::uint32_t i) { id.caller = i; })};
}

TEST(Rule, GivesOneFateToWhatItsDiceAreKeyedBy) {
  EXPECT_EQ(fates_per("attempt"), (Fates{2, 2, 2, 1, 1}));
  EXPECT_EQ(fates_per("call"), (Fates{1, 1, 2, 1, 1}));
  EXPECT_EQ(fates_per("connection"), (Fates{1, 1, 1, 2, 1}));
  EXPECT_EQ(fates_per("key"), (Fates{1, 1, 1, 1, 2}));
}

// What an unlucky key meets at a low share it meets at every higher one: it stays unlucky.
TEST(Rule, KeepsAStickyFateWhileTheShareGrows) {
  const Scenario scenario = parse(
      scenario_with("rules:\n  - {id: a, per: key, share: {ramp: {from: 0, to: 1}}, fault: reset,"
                    " during: 0..10min}\n"));
  for (std::uint64_t caller = 1; caller <= 50; ++caller) {
    bool unlucky = false;
    for (Instant at{}; at < 10min; at += 1s) {
      const bool hit = !decide(scenario, 1, chat, {.caller = caller}, at).empty();
      EXPECT_TRUE(hit || !unlucky) << caller << " at " << print(at);
      unlucky = hit;
    }
    EXPECT_TRUE(unlucky) << caller;
  }
}

struct Matching {
  std::string where;
  bool fits;
};

TEST(Match, LooksAtEveryKey) {
  const std::array<HeaderView, 2> headers{HeaderView{"anthropic-beta", "tools-1,files"},
                                          HeaderView{"user-agent", "sdk/1"}};
  const Asked asked{.platform = "anthropic",
                    .model = "claude-opus-4",
                    .endpoint = "messages",
                    .stream = true,
                    .tools = false,
                    .headers = headers};
  for (const auto& [where, fits] : {Matching{"{}", true},
                                    {"{platform: anthropic}", true},
                                    {"{platform: openai}", false},
                                    {"{platform: [openai, anthropic]}", true},
                                    {"{platform: '*'}", true},
                                    {"{model: claude-*}", true},
                                    {"{model: claude}", false},
                                    {"{model: [gpt-*, '*-opus-?']}", true},
                                    {"{endpoint: messages}", true},
                                    {"{endpoint: models}", false},
                                    {"{stream: true}", true},
                                    {"{stream: false}", false},
                                    {"{tools: false}", true},
                                    {"{tools: true}", false},
                                    {"{header: {Anthropic-Beta: '*tools*'}}", true},
                                    {"{header: {anthropic-beta: tools}}", false},
                                    {"{header: {x-none: '*'}}", false},
                                    {"{header: {user-agent: 'sdk/?', anthropic-beta: '*'}}", true},
                                    {"{header: {user-agent: 'sdk/?', x-none: '*'}}", false},
                                    {"{platform: anthropic, model: gpt-*}", false}})
    EXPECT_EQ(matches(rule_for_anybody("    where: " + where + "\n").where, asked), fits) << where;
}

TEST(Decision, FiresAsOftenAsTheShareSays) {
  const Scenario scenario =
      parse(scenario_with("rules:\n  - {id: a, fault: reset, share: 3/10, during: 0..30min}\n"
                          "  - {id: b, fault: reset, during: 0..30min,"
                          " share: {points: [{at: 30min, share: 0}, {at: 31min, share: 1}]}}\n"
                          "  - {id: c, fault: reset, share: 1, during: 30min..50min}\n"));
  EXPECT_NEAR(static_cast<double>(firings(scenario, 5min, 20'000)), 6000, 230);
  EXPECT_EQ(firings(scenario, 30min, 500), 500U);
  EXPECT_EQ(firings(scenario, 50min, 500), 0U);
}

TEST(Decision, ChoosesAmongSeveralFaultsByWeight) {
  const Scenario scenario =
      parse(scenario_with("rules:\n  - id: a\n    share: 1/2\n    faults:\n"
                          "      - {fault: reset, weight: 6}\n      - {fault: refuse, weight: 3}\n"
                          "      - {fault: cut}\n"));
  std::array<double, 3> counts{};
  for (std::uint64_t call = 0; call < 40'000; ++call)
    for (const Firing& firing : decide(scenario, 1, chat, {.key = call, .ordinal = call}, 5min))
      ++counts[firing.choice];
  EXPECT_NEAR(counts[0], 12'000, 350);
  EXPECT_NEAR(counts[1], 6000, 260);
  EXPECT_NEAR(counts[2], 2000, 160);
}

TEST(Decision, ListsRulesInTheOrderOfTheScenario) {
  const Scenario scenario =
      parse(scenario_with("rules:\n  - {id: z, fault: reset}\n  - {id: a, fault: cut}\n"
                          "  - {id: m, fault: refuse, where: {model: claude-sonnet}}\n"
                          "  - {id: b, fault: refuse}\n"));
  EXPECT_EQ(decide(scenario, 1, chat, {}, 0min), (std::vector<Firing>{{0, 0}, {1, 0}, {3, 0}}));
}

Instant healed(const std::string& rules) {
  return healed_at(parse(scenario_with("warm_up: 5min\nrules:\n" + rules)), chat);
}

TEST(Healing, IsWhenTheLastMatchingRuleEnds) {
  EXPECT_EQ(healed("  - {id: a, fault: reset, during: 0..17min}\n"
                   "  - {id: b, fault: reset, during: 5min..9min}\n"
                   "  - {id: c, fault: reset, during: 0..50min, where: {model: claude-sonnet}}\n"),
            17min);
  EXPECT_EQ(healed("  - {id: a, fault: reset}\n"), 1h);
  EXPECT_EQ(healed("  - {id: a, fault: reset, during: 0..3h}\n"), 1h);
  EXPECT_EQ(healed("  []\n"), -5min);
}

TEST(Healing, KnowsSharesThatBecomeZeroBeforeTheirWindowEnds) {
  Scenario never = parse(scenario_with("warm_up: 5min\nrules:\n  - {id: a, fault: reset}\n"));
  never.rules.front().share.level = {0, 1};
  EXPECT_EQ(healed_at(never, chat), -5min);
  EXPECT_EQ(healed("  - {id: a, fault: reset, share: {points: [{at: 0, share: 1},"
                   " {at: 9min, share: 1/2}, {at: 10min, share: 0}, {at: 20min, share: 0}]}}\n"),
            10min);
  EXPECT_EQ(healed("  - {id: a, fault: reset, share: {points: [{at: 0, share: 0},"
                   " {at: 9min, share: 1/2}]}}\n"),
            1h);
  EXPECT_EQ(healed("  - {id: a, fault: reset, during: 1min..30min,"
                   " share: {square: {period: 10min, on: 4min}}}\n"),
            25min);
  EXPECT_EQ(healed("  - {id: a, fault: reset, during: 1min..24min,"
                   " share: {square: {period: 10min, on: 4min}}}\n"),
            24min);
  EXPECT_EQ(healed("  - {id: a, fault: reset, during: 1min..30min,"
                   " share: {square: {period: 10min, on: 4min, otherwise: 1%}}}\n"),
            30min);
}

// The claim itself, tried: nothing fires from then on, and something did just before.
TEST(Healing, IsFollowedByNoFault) {
  const Scenario scenario = parse(scenario_with(
      "rules:\n  - {id: a, fault: reset, share: {square: {period: 7min, on: 2min}},"
      " during: 3min..41min}\n  - {id: b, fault: reset, share: {points: [{at: 0, share: 1},"
      " {at: 35min, share: 0}]}}\n"));
  const Instant end = healed_at(scenario, chat);
  EXPECT_EQ(end, 40min);
  EXPECT_EQ(firings(scenario, end - 1ns, 10), 10U);
  for (Instant at = end; at < 1h; at += 10s) EXPECT_EQ(firings(scenario, at, 10), 0U) << print(at);
}

}  // namespace
}  // namespace squall
