// Every text by which a request is told what is wrong with it.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

std::string told_old(std::string body) { return told(post(std::move(body), "2023-06-01")); }
std::string told_new(std::string body) { return told(post(std::move(body), "2026-10-21")); }

TEST(AnthropicValidation, SaysWhereTheJsonBreaks) {
  EXPECT_EQ(told_old("{\n \"a\": x}"),
            "400 The request body is not valid JSON: unexpected character: line 2 column 7 "
            "(char 8)");
  EXPECT_EQ(told_old("{\"a\":"),
            "400 The request body is not valid JSON: unexpected end of data: line 1 column 6 "
            "(char 5)");
  EXPECT_EQ(told_old("{} {}"),
            "400 The request body is not valid JSON: unexpected content after document: line 1 "
            "column 4 (char 3)");
  EXPECT_EQ(told_old("[]"), "400 Input should be a valid dictionary");
}

TEST(AnthropicValidation, AsksForRequiredFieldsOneAfterAnother) {
  EXPECT_EQ(told_old("{}"), "400 model: Field required");
  EXPECT_EQ(told_old(R"({"model":"claude-opus-5"})"), "400 messages: Field required");
  EXPECT_EQ(told_old(R"({"model":"claude-opus-5","messages":[]})"),
            "400 max_tokens: Field required");
}

TEST(AnthropicValidation, ChecksKindsOfFields) {
  EXPECT_EQ(told_old(R"({"model":1})"), "400 model: Input should be a valid string");
  EXPECT_EQ(told_old(R"({"model":"x","messages":{}})"),
            "400 messages: Input should be a valid list");
  EXPECT_EQ(told_old(R"({"model":"x","messages":[],"max_tokens":"1"})"),
            "400 max_tokens: Input should be a valid integer");
  EXPECT_EQ(told_old(R"({"model":"x","messages":[],"max_tokens":1.5})"),
            "400 max_tokens: Input should be a valid integer");
  EXPECT_EQ(told_old(body_with(R"(,"stream":1)")), "400 stream: Input should be a valid boolean");
  EXPECT_EQ(told_old(body_with(R"(,"temperature":"hot")")),
            "400 temperature: Input should be a valid number");
  EXPECT_EQ(told_old(body_with(R"(,"system":7)")), "400 system: Input should be a valid list");
  EXPECT_EQ(told_old(body_with(R"(,"thinking":[])")),
            "400 thinking: Input should be a valid dictionary");
}

TEST(AnthropicValidation, PermitsNoExtraInputs) {
  EXPECT_EQ(told_old(body_with(R"(,"tempo":1)")), "400 tempo: Extra inputs are not permitted");
  EXPECT_EQ(
      told_old(body_with(R"(,"metadata":{"user_id":"u"},"service_tier":"auto",)"
                         R"("speed":"fast","container":null,"inference_geo":"eu","diagnostics":{},)"
                         R"("context_management":{},"mcp_servers":[],"thread":{})")),
      "200");
}

TEST(AnthropicValidation, DropsSamplingFieldsInTheNewVersion) {
  for (const std::string field : {"temperature", "top_p", "top_k"}) {
    EXPECT_EQ(told_old(body_with(",\"" + field + "\":1")), "200");
    EXPECT_EQ(told_new(body_with(",\"" + field + "\":1")),
              "400 " + field + ": Extra inputs are not permitted");
  }
  EXPECT_EQ(told_old(body_with(R"(,"temperature":1.5)")), "400 temperature: range: 0..1");
}

TEST(AnthropicValidation, KnowsItsModels) {
  EXPECT_EQ(told_old(body_with("", "claude-sonet-4-5")), "404 model: claude-sonet-4-5");
  EXPECT_EQ(told_old(body_with("", "claude-sonnet-4-5")), "200");
  EXPECT_EQ(told_old(body_with("", "claude-sonnet-4-5-20250929")), "200");
}

TEST(AnthropicValidation, LimitsTheOutput) {
  EXPECT_EQ(told_old(R"({"model":"claude-haiku-4-5","max_tokens":128000,"messages":[)"
                     R"({"role":"user","content":"x"}]})"),
            "400 max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens "
            "for claude-haiku-4-5-20251001");
  EXPECT_EQ(told_old(R"({"model":"claude-haiku-4-5","max_tokens":-1,"messages":[{"role":"user",)"
                     R"("content":"x"}]})"),
            "400 max_tokens: Input should be greater than or equal to 0");
}

TEST(AnthropicValidation, LimitsThePrompt) {
  const std::string prompt(200000 * 4, 'x');
  EXPECT_EQ(told_old(body_of(R"({"role":"user","content":")" + prompt + "\"}")),
            "400 prompt is too long: 200004 tokens > 200000 maximum");
  EXPECT_EQ(told_old(body_of(R"({"role":"user","content":")" + prompt + "\"}", "claude-opus-4-8")),
            "200");
}

TEST(AnthropicValidation, AsksForThinkingTheModelCanDo) {
  const std::string enabled = R"(,"thinking":{"type":"enabled","budget_tokens":1024})";
  const std::string adaptive = R"(,"thinking":{"type":"adaptive"})";
  EXPECT_EQ(told_old(body_with(enabled, "claude-opus-4-8")),
            "400 \"thinking.type.enabled\" is not supported for this model. Use "
            "\"thinking.type.adaptive\" and \"output_config.effort\" to control thinking "
            "behavior.");
  EXPECT_EQ(told_old(body_with(adaptive, "claude-haiku-4-5")),
            "400 adaptive thinking is not supported on this model");
  EXPECT_EQ(told_old(body_with(enabled, "claude-3-haiku-20240307")),
            "400 'claude-3-haiku-20240307' does not support thinking.");
  for (const std::string_view model : {"claude-haiku-4-5", "claude-opus-4-6"})
    EXPECT_EQ(told_old(body_with(enabled, model)), "200");
  for (const std::string_view model : {"claude-opus-4-6", "claude-opus-5"})
    EXPECT_EQ(told_old(body_with(adaptive, model)), "200");
  EXPECT_EQ(told_old(body_with(R"(,"thinking":{"type":"deep"})")),
            "400 thinking: Input tag 'deep' found using 'type' does not match any of the expected "
            "tags: 'adaptive', 'between_tools', 'disabled', 'enabled'");
}

TEST(AnthropicValidation, KeepsTheThinkingBudgetInBounds) {
  const auto with_budget = [](std::string_view budget) {
    return told_old(body_with(R"(,"thinking":{"type":"enabled")" + std::string(budget) + "}",
                              "claude-haiku-4-5"));
  };
  EXPECT_EQ(with_budget(""), "400 thinking.enabled.budget_tokens: Field required");
  EXPECT_EQ(with_budget(",\"budget_tokens\":1023"),
            "400 thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
  EXPECT_EQ(with_budget(",\"budget_tokens\":2000").substr(0, 66),
            "400 `max_tokens` must be greater than `thinking.budget_tokens`. Pl");
  EXPECT_EQ(with_budget(",\"budget_tokens\":1999"), "200");
}

TEST(AnthropicValidation, ChecksEffortAgainstTheModel) {
  const std::string xhigh = R"(,"output_config":{"effort":"xhigh"})";
  EXPECT_EQ(told_old(body_with(xhigh, "claude-opus-4-6")),
            "400 This model does not support effort level 'xhigh'. Supported levels: high, low, "
            "max, medium.");
  EXPECT_EQ(told_old(body_with(xhigh, "claude-opus-5")), "200");
  EXPECT_EQ(told_old(body_with(xhigh, "claude-haiku-4-5")),
            "400 This model does not support the effort parameter.");
  EXPECT_EQ(told_old(body_with(R"(,"output_config":{"effort":"vast"})")),
            "400 output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'");
}

TEST(AnthropicValidation, ChecksStopSequences) {
  EXPECT_EQ(told_old(body_with(R"(,"stop_sequences":["a",1])")),
            "400 stop_sequences.1: Input should be a valid string");
  EXPECT_EQ(told_old(body_with(R"(,"stop_sequences":["\n "])")),
            "400 stop_sequences: each stop sequence must contain non-whitespace");
}

TEST(AnthropicValidation, ChecksTheSystemPrompt) {
  EXPECT_EQ(told_old(body_with(R"(,"system":[{"type":"text"}])")),
            "400 system.0.text: Field required");
  EXPECT_EQ(told_old(body_with(R"(,"system":[{"type":"text","text":""}])")),
            "400 system: text content blocks must be non-empty");
  EXPECT_EQ(told_old(body_with(R"(,"system":[{"type":"image"}])")),
            "400 system.0: Input tag 'image' found using 'type' does not match any of the expected "
            "tags: 'text'");
}

TEST(AnthropicValidation, ChecksTools) {
  const auto with_tools = [](std::string_view tools) {
    return told_old(body_with(",\"tools\":[" + std::string(tools) + "]"));
  };
  EXPECT_EQ(with_tools("{}"), "400 tools.0.custom.name: Field required");
  EXPECT_EQ(with_tools(R"({"name":"a b"})"),
            "400 tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
  EXPECT_EQ(with_tools(R"({"name":"a"})"), "400 tools.0.custom.input_schema: Field required");
  EXPECT_EQ(with_tools(R"({"name":"a","input_schema":{}})"),
            "400 tools.0.custom.input_schema.type: Field required");
  const std::string good = R"({"name":"a","input_schema":{"type":"object"}})";
  EXPECT_EQ(with_tools(good + "," + good), "400 tools: Tool names must be unique.");
  EXPECT_EQ(with_tools(R"({"type":"web_search_20250305","name":"web_search"})"), "200");
}

TEST(AnthropicValidation, ChecksToolChoice) {
  const std::string tools = R"(,"tools":[{"name":"a","input_schema":{"type":"object"}}])";
  EXPECT_EQ(told_old(body_with(R"(,"tool_choice":{"type":"any"})")),
            "400 tool_choice may only be specified while providing tools.");
  EXPECT_EQ(told_old(body_with(tools + R"(,"tool_choice":{"type":"tool","name":"b"})")),
            "400 Tool 'b' not found in provided tools");
  EXPECT_EQ(told_old(body_with(tools + R"(,"tool_choice":{"type":"tool"})")),
            "400 tool_choice.tool.name: Field required");
  EXPECT_EQ(told_old(body_with(tools + R"(,"tool_choice":{"type":"some"})")),
            "400 tool_choice: Input tag 'some' found using 'type' does not match any of the "
            "expected tags: 'any', 'auto', 'none', 'tool'");
  EXPECT_EQ(told_old(body_with(tools + R"(,"tool_choice":{"type":"any"},)"
                                       R"("thinking":{"type":"adaptive"})")),
            "400 Thinking may not be enabled when tool_choice forces tool use.");
}

TEST(AnthropicValidation, AllowsFourCacheBreakpoints) {
  const std::string block = R"({"type":"text","text":"x","cache_control":{"type":"ephemeral"}})";
  const std::string four = block + "," + block + "," + block + "," + block;
  EXPECT_EQ(told_old(body_with(",\"system\":[" + four + "]")), "200");
  EXPECT_EQ(told_old(body_with(",\"system\":[" + four + "," + block + "]")),
            "400 A maximum of 4 blocks with cache_control may be provided. Found 5.");
}

TEST(AnthropicValidation, RefusesPrefillOnNewerModels) {
  const std::string prefilled =
      R"({"role":"user","content":"Hello"},{"role":"assistant","content":"I"})";
  EXPECT_EQ(told_old(body_of(prefilled, "claude-opus-4-5")), "200");
  EXPECT_EQ(told_old(body_of(prefilled, "claude-opus-4-8")),
            "400 This model does not support assistant message prefill. The conversation must end "
            "with a user message.");
}

TEST(AnthropicValidation, ChecksRolesAndContents) {
  EXPECT_EQ(told_old(body_of("")), "400 messages: at least one message is required");
  EXPECT_EQ(told_old(body_of("7")), "400 messages.0: Input should be a valid dictionary");
  EXPECT_EQ(told_old(body_of("{}")), "400 messages.0.role: Field required");
  EXPECT_EQ(told_old(body_of(R"({"role":"tool"})")),
            "400 messages.0.role: Input should be 'user' or 'assistant'");
  EXPECT_EQ(told_old(body_of(R"({"role":"user"})")), "400 messages.0.content: Field required");
  EXPECT_EQ(told_old(body_of(R"({"role":"user","content":5})")),
            "400 messages.0.content: Input should be a valid string");
  EXPECT_EQ(told_old(body_of(R"({"role":"user","content":""})")),
            "400 messages.0: all messages must have non-empty content except for the optional "
            "final assistant message");
}

TEST(AnthropicValidation, TakesSystemMessagesOnNewerModelsOnly) {
  const std::string messages =
      R"({"role":"user","content":"Hello"},{"role":"system","content":"Be brief."})";
  EXPECT_EQ(told_new(body_of(messages, "claude-opus-5")), "200");
  EXPECT_EQ(told_old(body_of(messages, "claude-opus-4-5")),
            "400 messages: Unexpected role \"system\". The Messages API accepts a top-level "
            "`system` parameter, not \"system\" as an input message role.");
}

TEST(AnthropicValidation, ChecksBlocks) {
  const auto with_block = [](std::string_view block) {
    return told_old(body_of(R"({"role":"user","content":[)" + std::string(block) + "]}"));
  };
  EXPECT_EQ(with_block(R"({"type":"text"})"), "400 messages.0.content.0.text.text: Field required");
  EXPECT_EQ(with_block(R"({"type":"text","text":""})"),
            "400 messages: text content blocks must be non-empty");
  EXPECT_EQ(with_block("{}"),
            "400 messages.0.content.0: Unable to extract tag using discriminator 'type'");
  EXPECT_EQ(with_block(R"({"type":"song"})").substr(0, 102),
            "400 messages.0.content.0: Input tag 'song' found using 'type' does not match any of "
            "the expected tags:");
  EXPECT_EQ(with_block(R"({"type":"tool_result"})"),
            "400 messages.0.content.0.tool_result.tool_use_id: Field required");
}

TEST(AnthropicValidation, RefusesWhatTheNewVersionDropped) {
  const std::string document =
      R"({"role":"user","content":"Hello"},{"role":"assistant","content":[{"type":"document",)"
      R"("source":{"type":"text"}}]},{"role":"user","content":"Go on"})";
  EXPECT_EQ(told_old(body_of(document)), "200");
  EXPECT_EQ(told_new(body_of(document)),
            "400 messages.1.content.0: `document` blocks are not permitted in assistant messages");
  const std::string cited =
      R"({"role":"user","content":[{"type":"text","text":"x","citations":[{}]}]})";
  EXPECT_EQ(told_old(body_of(cited)), "200");
  EXPECT_EQ(told_new(body_of(cited)),
            "400 messages.0.content.0.text.citations: Extra inputs are not permitted");
}

TEST(AnthropicValidation, PairsToolCallsWithTheirResults) {
  const std::string question = R"({"role":"user","content":"Hello"})";
  const std::string call =
      R"({"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"a","input":{}}]})";
  const std::string result =
      R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"ok"}]})";
  EXPECT_EQ(told_old(body_of(question + "," + call + "," + result)), "200");
  EXPECT_EQ(told_old(body_of(question + "," + call + "," + question)),
            "400 messages.1: `tool_use` ids were found without `tool_result` blocks immediately "
            "after: t1. Each `tool_use` block must have a corresponding `tool_result` block in the "
            "next message.");
  EXPECT_EQ(told_old(body_of(question + "," + result)),
            "400 messages.1: unexpected `tool_use_id` found in `tool_result` blocks: t1. Each "
            "`tool_result` block must have a corresponding `tool_use` block in the previous "
            "message.");
}

TEST(AnthropicValidation, CountsTokensOfFewerFields) {
  Request request = post(R"({"model":"claude-opus-5","messages":[{"role":"user","content":"x"}]})");
  request.target = "/v1/messages/count_tokens";
  EXPECT_EQ(told(request), "200");
  request.body = body_with("");
  EXPECT_EQ(told(request), "400 max_tokens: Extra inputs are not permitted");
}

}  // namespace
}  // namespace squall
