// Answers with token counts that cannot be.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

std::optional<Usage> usage_after(const Given& given) {
  Speech speech = toy_speech();
  speech.usage->input = 7;
  return spoken("usage_wrong", given, speech).usage;
}

TEST(UsageWrong, CountsNothing) { EXPECT_EQ(usage_after({}), (Usage{0, 0})); }

TEST(UsageWrong, CountsMoreThanADoubleHolds) {
  EXPECT_EQ(usage_after({{"form", "huge"}}), (Usage{9007199254740993, 9007199254740993}));
}

TEST(UsageWrong, CanBeOfOneCountAlone) {
  EXPECT_EQ(usage_after({{"counts", "input"}}), (Usage{0, std::nullopt}));
  EXPECT_EQ(usage_after({{"counts", "output"}}), (Usage{7, 0}));
}

TEST(UsageWrong, KeepsThePartsOfThePromptWithinItsCount) {
  const auto usage = [](const Given& given) {
    const Question question = claude().understand(post(body_with("", "claude-haiku-4-5")));
    const Speech speech = spoken("usage_wrong", given, claude().speak(question, some_occasion));
    const std::string body = bytes_of(claude().say(question, speech, some_occasion).script);
    const std::size_t begin = body.find("\"usage\":{") + 9;
    return body.substr(begin, body.find(",\"service_tier\"") - begin);
  };
  const std::string cache =
      R"("cache_creation_input_tokens":0,"cache_read_input_tokens":0,)"
      R"("cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},)";
  EXPECT_EQ(usage({}), R"("input_tokens":0,)" + cache + R"("output_tokens":0)");
  EXPECT_EQ(usage({{"form", "huge"}}),
            R"("input_tokens":9007199254740993,)" + cache + R"("output_tokens":9007199254740993)");
}

}  // namespace
}  // namespace squall
