// What every fault of the catalog must keep, whatever it does.
#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

#include "mockserver/framing.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

// Values for settings without a default.
Given required(const FaultKind& kind) {
  Given given;
  for (const Setting& setting : kind.word.settings)
    if (setting.otherwise.empty()) {
      EXPECT_EQ(setting.kind, SettingKind::duration)
          << "teach this test what " << setting.key << " may be";
      given.emplace_back(setting.key, "2s");
    }
  return given;
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

Reply toy_without_deltas() {
  Reply reply = toy_stream();
  std::erase_if(reply.script, is_delta);
  return reply;
}

std::string whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The faults that edit scripts; those of the first layers have contracts of their own.
std::vector<const FaultKind*> script_faults() {
  std::vector<const FaultKind*> kinds;
  for (const FaultKind* kind : fault_catalog())
    if (kind->layer >= Layer::answer) kinds.push_back(kind);
  return kinds;
}

class FaultContract : public testing::TestWithParam<const FaultKind*> {
 protected:
  const FaultKind& kind() const { return *GetParam(); }

  // As the server would use it: wire faults after framing, all others before.
  Reply acted_on(Reply reply, std::uint64_t dice = 1) const {
    const bool after = kind().layer == Layer::wire;
    if (after) frame(reply, {});
    reply = edited(kind().word.name, required(kind()), std::move(reply), dice);
    expect_one_ending(reply.script);
    if (!after) frame(reply, {});
    return reply;
  }
};

class ScriptContract : public FaultContract {};

TEST_P(ScriptContract, EndsAStreamOnce) { expect_one_ending(acted_on(toy_stream()).script); }
TEST_P(ScriptContract, EndsABodyOnce) { expect_one_ending(acted_on(toy_body()).script); }
TEST_P(ScriptContract, EndsAnEmptyScriptOnce) { expect_one_ending(acted_on(toy_nothing()).script); }
TEST_P(ScriptContract, EndsAStreamWithoutDeltasOnce) {
  expect_one_ending(acted_on(toy_without_deltas()).script);
}

TEST_P(ScriptContract, CanActOnWhatEveryOtherFaultMade) {
  for (const FaultKind* other : script_faults()) {
    if (other->layer > kind().layer) continue;
    SCOPED_TRACE(other->word.name);
    for (const Reply& reply : {toy_stream(), toy_body(), toy_nothing()})
      expect_one_ending(acted_on(edited(other->word.name, required(*other), reply)).script);
  }
}

TEST_P(ScriptContract, GivesEqualScriptsForEqualDice) {
  for (std::uint64_t dice = 0; dice < 20; ++dice)
    EXPECT_EQ(acted_on(toy_stream(), dice).script, acted_on(toy_stream(), dice).script);
}

TEST_P(FaultContract, HasDefaultsWithinTheirLimits) {
  for (const Setting& setting : kind().word.settings) {
    SettingValue value;
    const bool has_default = !setting.otherwise.empty();
    EXPECT_EQ(has_default ? read_setting(setting, setting.otherwise, value) : "", "")
        << setting.key;
    EXPECT_NE(setting.about, "") << setting.key;
  }
}

TEST_P(FaultContract, HasANameOfItsOwn) {
  EXPECT_EQ(std::ranges::count(fault_catalog(), kind().word.name,
                               [](const FaultKind* other) { return other->word.name; }),
            1);
  EXPECT_EQ(find_fault(kind().word.name), &kind());
}

TEST_P(FaultContract, SaysWhatItIsInOneSentence) {
  EXPECT_TRUE(kind().word.about.ends_with(".")) << kind().word.about;
}

TEST_P(FaultContract, StandsInTheReadme) {
  const std::string readme = whole_file(SQUALL_SOURCE_DIR "/mockserver/README.md");
  const std::size_t row = readme.find("\n| `" + std::string(kind().word.name) + "` |");
  ASSERT_NE(row, std::string::npos) << "add a row to the table of faults in mockserver/README.md";
  const std::string line = readme.substr(row + 1, readme.find('\n', row + 1) - row - 1);
  for (const Setting& setting : kind().word.settings)
    EXPECT_NE(line.find("`" + std::string(setting.key) + "`"), std::string::npos)
        << "the row should name the setting " << setting.key << ": " << line;
}

INSTANTIATE_TEST_SUITE_P(Catalog, ScriptContract, testing::ValuesIn(script_faults()),
                         [](const auto& kind) { return std::string(kind.param->word.name); });

INSTANTIATE_TEST_SUITE_P(Catalog, FaultContract, testing::ValuesIn(fault_catalog()),
                         [](const auto& kind) { return std::string(kind.param->word.name); });

}  // namespace
}  // namespace squall
