// Refusals under a 200.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

Speech refused(std::vector<std::string> text) {
  Speech speech = toy_speech();
  speech.text = std::move(text);
  speech.stop = Stop::refusal;
  speech.category = "general_harms";
  return speech;
}

TEST(Refusal, SaysNothingAtOnce) {
  EXPECT_EQ(spoken("refusal", {}, toy_speech()), refused({}));
  EXPECT_EQ(spoken("refusal", {}, toy_speech(true)), refused({}));
}

TEST(Refusal, KeepsWhatWasSaidBefore) {
  EXPECT_EQ(spoken("refusal", {{"at", "1/2"}}, toy_speech()), refused({"one", "two", "three"}));
}

TEST(Refusal, TellsItsReasonOrNone) {
  Speech expected = refused({});
  expected.category = "";
  expected.explanation = "No.";
  EXPECT_EQ(spoken("refusal", {{"category", "none"}, {"explanation", "No."}}, toy_speech()),
            expected);
}

// Facts: Anthropic, section 1.4.
TEST(Refusal, HasTheDetailsOfAnthropic) {
  const auto details = [](Speech speech, std::string_view stream) {
    const Question question = claude().understand(post(body_with(stream)));
    return bytes_of(claude().say(question, speech, some_occasion).script);
  };
  const std::string plain =
      R"("stop_reason":"refusal","stop_sequence":null,"stop_details":{"type":"refusal",)"
      R"("category":"general_harms","explanation":null})";
  EXPECT_NE(details(refused({}), "").find("\"content\":[]," + plain), std::string::npos);
  EXPECT_NE(details(refused({"one"}), ",\"stream\":true").find(plain), std::string::npos);
  Speech explained = refused({});
  explained.category = "";
  explained.explanation = "\"No\"";
  EXPECT_NE(details(explained, "").find(R"("category":null,"explanation":"\"No\""})"),
            std::string::npos);
}

}  // namespace
}  // namespace squall
