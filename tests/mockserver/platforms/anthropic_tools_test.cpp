// Tool calls: when they are made, with what input, and how they end.
#include "mockserver/platforms/anthropic.hpp"
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

const std::string tools =
    R"(,"tools":[{"type":"web_search_20250305","name":"web_search"},{"name":"charge_card",)"
    R"("input_schema":{"type":"object","properties":{"order":{"type":"string"}}}},)"
    R"({"name":"refund","input_schema":{"type":"object"}}])";

std::string filled(std::string_view schema, std::uint64_t key = 1) {
  std::string problem;
  const JsonValue value = parse_json(schema, problem);
  EXPECT_EQ(problem, "");
  return fitting_input(value, Random{key});
}

TEST(AnthropicTools, CallsTheFirstClientToolAfterAFewWords) {
  const Question question = claude().understand(post(body_with(tools)));
  EXPECT_TRUE(question.tools);
  const Answer answer = answer_of(question);
  EXPECT_EQ(answer.stop, "tool_use");
  EXPECT_TRUE(is_drawn(answer.tool_input, R"({"order":"order-)", hex_digits, 16, "\"}"));
  EXPECT_NE(bytes_of(answer.reply.script).find("\"name\":\"charge_card\",\"input\":"),
            std::string::npos);
  EXPECT_NE(answer.meant, "");
}

TEST(AnthropicTools, CallsTheToolThatIsNamed) {
  const Answer answer =
      answer_to(post(body_with(tools + R"(,"tool_choice":{"type":"tool","name":"refund"})")));
  EXPECT_EQ(answer.tool_input, "{}");
  EXPECT_NE(bytes_of(answer.reply.script).find("\"name\":\"refund\",\"input\":{}"),
            std::string::npos);
}

TEST(AnthropicTools, CallsNoneWhenToldSo) {
  const Answer answer = answer_to(post(body_with(tools + R"(,"tool_choice":{"type":"none"})")));
  EXPECT_EQ(answer.stop, "end_turn");
  EXPECT_EQ(answer.tool_input, "");
}

TEST(AnthropicTools, EndsTheRoundTripAfterTheResult) {
  const std::string messages =
      R"({"role":"user","content":"Charge it."},{"role":"assistant","content":[{"type":"tool_use",)"
      R"("id":"toolu_1","name":"charge_card","input":{"order":"order-1"}}]},{"role":"user",)"
      R"("content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"done"}]})";
  std::string body = body_of(messages);
  body.insert(body.size() - 1, tools);
  const Question question = claude().understand(post(body));
  EXPECT_EQ(question.turn, 1u);
  const Answer answer = answer_of(question);
  EXPECT_EQ(answer.stop, "end_turn");
  EXPECT_EQ(answer.tool_input, "");
  EXPECT_NE(answer.meant, "");
}

TEST(AnthropicTools, AsksForTheSameInputInEveryAttempt) {
  const Request request = post(body_with(tools));
  Occasion retry = some_occasion;
  retry.ids = 77;
  EXPECT_EQ(answer_to(request).tool_input, answer_to(request, retry).tool_input);
  retry.truth = 77;
  EXPECT_NE(answer_to(request).tool_input, answer_to(request, retry).tool_input);
}

TEST(AnthropicTools, BreaksOffACallThatDoesNotFit) {
  const auto limited = [](std::string_view limit, std::string_view more) {
    return answer_to(post(R"({"model":"claude-opus-5","messages":[{"role":"user","content":"x"}],)"
                          R"("max_tokens":)" +
                          std::string(limit) + std::string(more) + tools + "}"));
  };
  const Answer whole = limited("10", ""), stream = limited("10", ",\"stream\":true");
  EXPECT_EQ(whole.stop, "max_tokens");
  EXPECT_EQ(whole.tool_input, "");
  EXPECT_NE(bytes_of(whole.reply.script).find("\"input\":{},"), std::string::npos);
  EXPECT_EQ(stream.stop, "max_tokens");
  EXPECT_EQ(whole.reply.script[0].tokens, 10u);
  const std::string text_only = bytes_of(limited("8", "").reply.script);
  EXPECT_EQ(text_only.find("tool_use"), std::string::npos);
}

TEST(AnthropicTools, FillsEveryKindOfMember) {
  EXPECT_EQ(filled(R"({"type":"object","properties":{"a":{"type":"boolean"},"b":{"type":"null"}},)"
                   R"("required":["b"]})"),
            R"({"b":null})");
  EXPECT_EQ(filled(R"({"type":"object","properties":{"a":{"enum":[["x"]]},"b":{"const":{"c":1}},)"
                   R"("d":{"anyOf":[{"const":2},{"type":"string"}]},)"
                   R"("e":{"type":["null","object"]},)"
                   R"("f":{"type":"array","minItems":2,"items":{"const":"é"}},)"
                   R"("g":{"type":"integer","minimum":5,"maximum":5},)"
                   R"("h":{"type":"number","minimum":1.5,"maximum":1.5},)"
                   R"("i":{"type":"string","format":"date"}}})"),
            R"({"a":["x"],"b":{"c":1},"d":2,"e":{},"f":["é","é"],"g":5,"h":1.5,)"
            R"("i":"2026-06-05"})");
  EXPECT_EQ(filled(R"({"type":"string","maxLength":3})").size(), 5u);
  EXPECT_EQ(filled(R"({"type":"string","minLength":20})").size(), 22u);
}

TEST(AnthropicTools, StaysSmallForHostileSchemas) {
  std::string schema = R"({"type":"string","minLength":1000000000})";
  for (int i = 0; i < 60; ++i)
    schema = R"({"type":"array","minItems":1000000000,"items":)" + schema + "}";
  EXPECT_LT(filled(schema).size(), 100'000u);
  EXPECT_NE(filled(R"({"type":"integer","minimum":-9223372036854775808,)"
                   R"("maximum":9223372036854775807})"),
            "");
  EXPECT_EQ(filled(R"({"type":"integer","minimum":9223372036854775807})"), "9223372036854775807");
  EXPECT_EQ(filled(R"({"enum":[[1e999,{"a":-2.5}]]})"), R"([0,{"a":-2.5}])");
}

}  // namespace
}  // namespace squall
