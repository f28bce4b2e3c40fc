// The page that explains the language says what is true.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

const std::string& readme() {
  static const std::string text = read_text_file(SQUALL_SOURCE_DIR "/scenarios/README.md");
  return text;
}

std::vector<std::string> blocks(const std::string& language) {
  std::vector<std::string> all;
  const std::string fence = "```" + language + "\n";
  for (std::size_t at = 0; (at = readme().find(fence, at)) != std::string::npos;) {
    at += fence.size();
    all.push_back(readme().substr(at, readme().find("```", at) - at));
  }
  return all;
}

// The words that its example takes from the catalogs.
Vocabulary words_of_the_readme() {
  using enum SettingKind;
  static constexpr Setting error_status[] = {{"status", whole, "500", "400..599", ""}};
  static constexpr Setting stall[] = {{"lasting", duration, "30s", "", ""}};
  return {.faults = {{"overloaded", "", {}},
                     {"error_status", "", error_status},
                     {"stall", "", stall},
                     {"connection_reset", "", {}}},
          .checks = {{"recovers", "", {}}},
          .platforms = {{"anthropic", "", {}}}};
}

TEST(Readme, HoldsExamplesThatParse) {
  const std::vector<std::string> examples = blocks("yaml");
  ASSERT_EQ(examples.size(), 1U);
  const Scenario scenario = parse_scenario(examples[0], "README.md", words_of_the_readme());
  EXPECT_EQ(scenario.rules.size(), 4U);
}

// Collects the keys of all mappings that the schema describes.
void collect_keys(const Json& at, std::vector<std::string>& keys) {
  if (at.is_object() && at.contains("additionalProperties") && at.contains("properties"))
    for (const auto& [key, property] : at["properties"].items()) keys.push_back(key);
  if (at.is_structured())
    for (const Json& part : at) collect_keys(part, keys);
}

TEST(Readme, MentionsEveryKey) {
  const Vocabulary none;
  std::vector<std::string> keys;
  collect_keys(scenario_schema(none), keys);
  ASSERT_GT(keys.size(), 60U);
  for (const std::string& key : keys)
    EXPECT_TRUE(readme().find("`" + key + "`") != std::string::npos || key == "*") << key;
}

TEST(Readme, MentionsEveryEvidenceMarkAndUnit) {
  for (const std::string word : {"documented", "measured", "reported", "doubtful", "assumed",
                                 "ns us ms s min h d", "B KiB MiB GiB kB MB GB"})
    EXPECT_NE(readme().find("`" + word + "`"), std::string::npos) << word;
}

TEST(Readme, QuotesRealComplaints) {
  const std::string rule = "rules:\n  - id: a\n";
  const std::string first = complaint(scenario_with(rule + "    share: 0.3\n    fault: reset\n"));
  const std::string second = complaint(scenario_with(
      rule + "    fault: stall\n    with:\n      lasting: 5s\n      affter_sends: 1\n"));
  EXPECT_EQ(blocks("text"), (std::vector<std::string>{first + "\n" + second + "\n"}));
}

}  // namespace
}  // namespace squall
