// The page that explains the language leaves nothing out. That its examples are true needs the
// catalogs: library_test.cpp.
#include <gtest/gtest.h>

#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

const std::string& readme() {
  static const std::string text = read_text_file(SQUALL_SOURCE_DIR "/scenarios/README.md");
  return text;
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

}  // namespace
}  // namespace squall
