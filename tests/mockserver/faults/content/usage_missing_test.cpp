// Answers without token counts.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(UsageMissing, TellsNoCountsAndTheRestAsItIs) {
  Speech expected = toy_speech(true);
  expected.usage.reset();
  EXPECT_EQ(spoken("usage_missing", {}, toy_speech(true)), expected);
}

TEST(UsageMissing, LeavesNoTraceInAnyEventOfAnthropic) {
  for (const std::string members : {"", ",\"stream\":true"}) {
    const Question question = claude().understand(post(body_with(members)));
    Speech speech = claude().speak(question, some_occasion);
    const std::string healthy = bytes_of(claude().say(question, speech, some_occasion).script);
    speech = spoken("usage_missing", {}, speech);
    const std::string bytes = bytes_of(claude().say(question, speech, some_occasion).script);
    EXPECT_NE(healthy.find("\"usage\""), std::string::npos);
    EXPECT_EQ(bytes.find("usage"), std::string::npos) << bytes;
    EXPECT_EQ(bytes.find("_tokens\""), std::string::npos) << bytes;
  }
}

}  // namespace
}  // namespace squall
