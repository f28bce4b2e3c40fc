// What a person is told about a scenario, whole.
#include "scenarios/explain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "scenarios/explain_parts.hpp"
#include "tests/scenarios/support/vocabulary.hpp"
#include "tests/support/golden.hpp"

namespace squall {
namespace {

const std::string overload = R"(
name: june5
title: Overload of two models, 5 June
about: >
  Requests to two models fail with 529 while the status page stays silent for eleven minutes.
  Watch whether the stack sheds its retries and falls back.
start: 2026-06-05T15:08:00Z
warm_up: 5min
duration: 1h
seed: 5
sources:
  - {id: page, what: status page of the provider, url: "https://status.example.org/5"}
  - {id: log, what: first-hand report of one user}
pace:
  first_token: {lognormal: {median: 600ms, p95: 2.4s}}
  answer_tokens: {uniform: {least: 40, most: 80}}
rules:
  - id: overloaded
    during: 0..17min
    where: {platform: anthropic, model: [claude-opus, claude-sonnet]}
    share: 95%
    fault: refuse
    with: {retry_after: 30s}
    evidence: {during: documented, share: reported}
  - id: long_tail
    during: 17min..50min
    where: {platform: anthropic, model: claude-opus}
    share: {ramp: {from: 60%, to: 0}}
    faults:
      - {fault: refuse, weight: 2}
      - {fault: stall, with: {lasting: 30s, after_sends: 5}}
    evidence: measured
  - {id: flapping, during: 20min..40min, share: {square: {period: 10min, on: 5min, share: 1/3}},
     per: connection, attempts: ..3,
     where: {model: gpt-*, platform: openai, stream: false}, fault: reset}
  - {id: spike, during: 55min..55min10s, where: {model: claude-haiku}, attempts: 1,
     fault: cut}
  - {id: first_calls, calls: 0..60, where: {header: {x-beta: '*'}}, fault: slow, share: 1/2000}
status_page:
  - {at: 11min, says: investigating, impact: major, text: We are looking into elevated errors.,
     components: [Claude API, Console], evidence: documented}
  - {at: 15min, says: identified}
  - {at: 52min, says: resolved, text: Back to normal.}
workload:
  arrivals: poisson
  rate: 2/s
  classes:
    - {name: chat, weight: 3, models: [claude-opus, claude-sonnet], fallbacks: [claude-haiku]}
    - {name: agent, platform: openai, models: gpt-4, stream: false, tools: true, deadline: 2min,
       began_on: elsewhere}
expect:
  - check: recovered
  - {check: answered, with: {at_least: 9/10}}
  - check: no_duplicates
)";

std::string told(const std::string& text, const ExplainStyle& style) {
  return explain(parse(text), test_vocabulary(), style);
}

TEST(Explanation, ShowsTimelineAndPicture) {
  expect_golden("explain/overload.txt", told(overload, {}));
}

TEST(Explanation, FitsANarrowTerminalWithoutBlocks) {
  expect_golden("explain/overload_ascii.txt",
                told(overload, {.colour = false, .width = 80, .ascii = true}));
}

TEST(Explanation, MarksItsPartsWithColour) {
  expect_golden("explain/calm_colour.txt",
                told(scenario_with("status_page: [{at: 5min, says: operational}]\n"),
                     {.colour = true, .width = 80, .ascii = false}));
}

TEST(Explanation, SaysThatNothingGoesWrong) {
  expect_golden("explain/calm.txt", told(scenario_with(""), {}));
}

TEST(Explanation, LetsNoFileSpeakToTheTerminal) {
  const std::string escape = "\"\\e]0;x\\a\\u009b31m\"";
  const std::string text = told(
      "name: a\ntitle: " + escape + "\nabout: " + escape +
          "\nduration: 1h\nsources: [{id: " + escape + ", what: " + escape + ", url: " + escape +
          "}]\nrules: [{id: r, fault: refuse, " + "with: {message: " + escape +
          "}, where: {model: " + escape + ", header: {" + escape + ": " + escape +
          "}}}]\nstatus_page: [{at: 0, says: resolved, text: " + escape + ", components: [" +
          escape + "]}]\nworkload: {rate: 1/s, classes: [{name: c, models: " + escape +
          ", fallbacks: " + escape + "}]}\n",
      {});
  const auto is_control = [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7f; };
  EXPECT_TRUE(std::ranges::none_of(text, is_control)) << text;
  EXPECT_EQ(text.find("\u009b"), std::string::npos) << text;
  EXPECT_EQ(text.substr(0, text.find('\n')), "a: ?]0;x??31m");
}

// Colour is all that differs.
TEST(Explanation, SaysTheSameWithAndWithoutColour) {
  std::string coloured = told(overload, {.colour = true, .width = 90, .ascii = false});
  for (std::size_t at = 0; (at = coloured.find("\x1b[", at)) != std::string::npos;)
    coloured.erase(at, coloured.find('m', at) - at + 1);
  EXPECT_EQ(coloured, told(overload, {.colour = false, .width = 90, .ascii = false}));
}

TEST(Explanation, NeverIsWiderThanTheTerminal) {
  for (unsigned width = 80; width < 160; ++width) {
    std::istringstream lines(told(overload, {.colour = false, .width = width, .ascii = false}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), width) << line;
  }
}

TEST(Wrapping, BreaksAtSpacesAndInLongWordsOnly) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrapped_lines("", 5), (Lines{""}));
  EXPECT_EQ(wrapped_lines("a bc def", 5), (Lines{"a bc", "def"}));
  EXPECT_EQ(wrapped_lines("a 5\u00a0% b", 3), (Lines{"a", "5 %", "b"}));
  EXPECT_EQ(wrapped_lines("a 5\u00a0% b", 3), (Lines{"a", "5 %", "b"}));
  EXPECT_EQ(wrapped_lines("  a\n\nb  ", 5), (Lines{"a b"}));
  EXPECT_EQ(wrapped_lines("abcdefgh ij", 3), (Lines{"abc", "def", "gh", "ij"}));
  EXPECT_EQ(wrapped_lines("first_calls", 8), (Lines{"first_", "calls"}));
  EXPECT_EQ(wrapped_lines("ærøskøbing", 5), (Lines{"ærøsk", "øbing"}));
}

TEST(Percent, RoundsDownToTenths) {
  const auto shown = [](Ratio ratio) { return wrapped_lines(percent(ratio), 1000).front(); };
  EXPECT_EQ(shown({1, 1}), "100 %");
  EXPECT_EQ(shown({1, 3}), "33.3 %");
  EXPECT_EQ(shown({9999, 10000}), "99.9 %");
  EXPECT_EQ(shown({1, 2000}), "<0.1 %");
  EXPECT_EQ(shown({0, 5}), "0 %");
}

}  // namespace
}  // namespace squall
