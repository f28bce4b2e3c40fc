// Places, aliases and bounds: no text may cost much time or be blamed on the wrong line.
#include "scenarios/yaml.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "scenarios/random.hpp"
#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

std::string trouble(const std::string& text) {
  try {
    Yaml::parse(text, "a.yaml");
    return "";
  } catch (const BadInput& wrong) {
    return wrong.what();
  }
}

// What a complaint about the value at a path would be.
std::string place(const std::string& text, const std::vector<std::string>& path) {
  Yaml at = Yaml::parse(text, "a.yaml");
  for (const std::string& key : path)
    at = at.is_list() ? at.items().at(std::stoul(key)) : at.find(key).value();
  try {
    at.fail("x");
  } catch (const BadInput& wrong) {
    return wrong.what();
  }
}

TEST(Yaml, NamesTheLineAndPathOfEveryKindOfValue) {
  const std::string text =
      "# the weather\n"      // 1
      "plain: one\n"         // 2
      "Ærø: \"quoted\"\n"    // 3
      "empty:\n"             // 4
      "\n"                   // 5
      "block: |\n"           // 6
      "  text\n"             // 7
      "next:\n"              // 8
      "  - a\n"              // 9
      "  -\n"                // 10
      "  # nothing there\n"  // 11
      "\n"                   // 12
      "  - {deep: [x,\n"     // 13
      "     y]}\n"           // 14
      "tilde: ~\n"           // 15
      "last:";               // 16
  EXPECT_EQ(place(text, {}), "a.yaml:2: expected x, got a mapping");
  EXPECT_EQ(place(text, {"plain"}), "a.yaml:2: plain: expected x, got \"one\"");
  EXPECT_EQ(place(text, {"Ærø"}), "a.yaml:3: Ærø: expected x, got \"quoted\"");
  EXPECT_EQ(place(text, {"empty"}), "a.yaml:4: empty: expected x, got nothing");
  EXPECT_EQ(place(text, {"block"}), "a.yaml:6: block: expected x, got \"text \"");
  EXPECT_EQ(place(text, {"next", "1"}), "a.yaml:10: next[1]: expected x, got nothing");
  EXPECT_EQ(place(text, {"next", "2", "deep", "1"}),
            "a.yaml:14: next[2].deep[1]: expected x, got \"y\"");
  EXPECT_EQ(place(text, {"tilde"}), "a.yaml:15: tilde: expected x, got nothing");
  EXPECT_EQ(place(text, {"last"}), "a.yaml:16: last: expected x, got nothing");
}

TEST(Yaml, NamesTheSameLinesWithWindowsLineEnds) {
  const std::string text = "a:\r\n\r\nb:\r\n  - 1\r\n  -\r\n";
  EXPECT_EQ(place(text, {"a"}), "a.yaml:1: a: expected x, got nothing");
  EXPECT_EQ(place(text, {"b", "0"}), "a.yaml:4: b[0]: expected x, got \"1\"");
  EXPECT_EQ(place(text, {"b", "1"}), "a.yaml:5: b[1]: expected x, got nothing");
}

TEST(Yaml, CutsALongTextBetweenCharacters) {
  std::string text = "a: " + std::string(56, 'x');
  for (int i = 0; i < 10; ++i) text += "æ";
  EXPECT_EQ(place(text, {"a"}), "a.yaml:1: a: expected x, got \"" + std::string(56, 'x') + "...\"");
}

TEST(Yaml, GivesAnAliasTheValueOfItsAnchor) {
  const Yaml yaml = Yaml::parse("a: &x {deep: [1, &y two]}\nb: *x\nc: *y\n", "a.yaml");
  EXPECT_EQ(yaml.find("b")->find("deep")->items()[1].scalar("x"), "two");
  EXPECT_EQ(yaml.find("c")->scalar("x"), "two");
  EXPECT_EQ(yaml.find("d"), std::nullopt);
}

TEST(Yaml, RefusesTheBillionLaughs) {
  std::string text = "l0: &l0 ha\n";
  for (int i = 1; i < 40; ++i) {
    const std::string below = "*l" + std::to_string(i - 1);
    text += "l" + std::to_string(i) + ": &l" + std::to_string(i) + " [" + below;
    for (int k = 0; k < 9; ++k) text += ", " + below;
    text += "]\n";
  }
  EXPECT_EQ(trouble(text),
            "a.yaml:6: expected at most 100000 values, each alias counted for all it stands for");
}

TEST(Yaml, RefusesManyAliasesOfOneLongList) {
  std::string text = "long: &long [a";
  for (int i = 0; i < 2000; ++i) text += ", a";
  text += "]\n";
  for (int i = 0; i < 2000; ++i) text += "k" + std::to_string(i) + ": *long\n";
  EXPECT_EQ(trouble(text),
            "a.yaml:50: expected at most 100000 values, each alias counted for all it stands for");
}

TEST(Yaml, RefusesMoreValuesThanAnybodyWrites) {
  std::string text = "[";
  for (int i = 0; i < 400'000; ++i) text += "a,";
  EXPECT_EQ(trouble(text + "]"),
            "a.yaml:1: expected at most 100000 values, each alias counted for all it stands for");
}

TEST(Yaml, TakesSixtyFourLevelsAndNoMore) {
  EXPECT_EQ(trouble(std::string(64, '[') + std::string(64, ']')), "");
  EXPECT_EQ(trouble(std::string(65, '[') + std::string(65, ']')),
            "a.yaml:1: expected at most 64 levels of nesting");
}

// None of these may overflow the stack or take long; which complaint they earn depends on where
// yaml-cpp stumbles.
TEST(Yaml, RefusesDeepNestingOfEveryKindQuickly) {
  for (const std::string unit : {"[", "{a: ", "- ", "? ", "[a, ", "{", "&a ", "!a ", "* ", "\"",
                                 "a: ", "- a: ", "[[]", "{a: {}, b: ", "- - ", "\t\""}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += unit;
    EXPECT_NE(trouble("a: " + text), "") << unit;
  }
}

TEST(Yaml, RefusesBlocksThatStepInWithEveryLine) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_EQ(trouble(text), "a.yaml:65: expected at most 64 levels of nesting");
}

// A file of any bytes gives a scenario or BadInput, nothing else.
TEST(Yaml, SurvivesBytesThatAreNoText) {
  Random random{3};
  const std::string healthy = scenario_with("rules:\n  - {id: a, fault: reset, share: 3/10}\n");
  for (int i = 0; i < 3000; ++i) {
    std::string text = healthy;
    for (int k = 0; k < 3; ++k)
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    complaint(text);
  }
}

TEST(Yaml, TakesAByteOrderMarkAndEmptyDocuments) {
  EXPECT_EQ(trouble("\xef\xbb\xbf"
                    "a: 1\n"),
            "");
  EXPECT_EQ(trouble(""), "");
  EXPECT_EQ(trouble("---\na: 1\n...\n"), "");
}

}  // namespace
}  // namespace squall
