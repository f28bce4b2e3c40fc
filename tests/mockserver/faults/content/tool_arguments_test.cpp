// Tool calls whose arguments are no JSON.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

Speech with_input(std::string input) {
  Speech speech = toy_speech(true);
  speech.calls[0].input = std::move(input);
  speech.calls[0].whole = false;
  return speech;
}

TEST(ToolArguments, BreakOffAndStillStopForTheTool) {
  EXPECT_EQ(spoken("tool_arguments", {}, toy_speech(true)), with_input(R"({"orde)"));
  EXPECT_EQ(spoken("tool_arguments", {{"at", "0"}}, toy_speech(true)), with_input(""));
}

TEST(ToolArguments, BreakOffBetweenCharacters) {
  Speech speech = toy_speech(true);
  speech.calls[0].input = R"({"a":"嵐"})";
  EXPECT_EQ(spoken("tool_arguments", {{"at", "7/11"}}, speech), with_input(R"({"a":")"));
}

TEST(ToolArguments, CanBeWholeAndMalformed) {
  EXPECT_EQ(spoken("tool_arguments", {{"form", "malformed"}}, toy_speech(true)),
            with_input(R"({"order":"7",})"));
}

TEST(ToolArguments, AreEmptyInABodyThatCouldNotHoldThem) {
  const std::string tool = R"(,"tools":[{"name":"t","input_schema":{"type":"object"}}])";
  const auto said = [&](std::string_view stream) {
    const Question question = claude().understand(post(body_with(tool + std::string(stream))));
    return bytes_of(claude().say(question, with_input(R"({"order":)"), some_occasion).script);
  };
  EXPECT_NE(said("").find(R"("name":"charge","input":{},)"), std::string::npos);
  EXPECT_NE(said(",\"stream\":true").find(R"("partial_json":"{)"), std::string::npos);
}

}  // namespace
}  // namespace squall
