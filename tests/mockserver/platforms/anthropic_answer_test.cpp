// Whole bodies: their form, their limits, and what they cost.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

TEST(AnthropicAnswer, WritesTheRecordedToolMessage) {
  Occasion silent = some_occasion;
  silent.answer_tokens = 0;
  const std::string body = body_to(
      post(body_with(R"(,"tools":[{"name":"weather","input_schema":{"type":"object","properties":)"
                     R"({"latitude":{"type":"string","enum":["52.5200"]},)"
                     R"("longitude":{"const":"13.4050"}}}}])",
                     "claude-haiku-4-5")),
      silent);
  expect_golden("anthropic/message_with_tool.json", masked(body + "\n"));
}

TEST(AnthropicAnswer, WritesTextOfNewerModelsWithDetails) {
  Occasion short_one = some_occasion;
  short_one.answer_tokens = 4;
  expect_golden("anthropic/message_of_text.json",
                masked(body_to(post(body_with("", "claude-opus-5")), short_one) + "\n"));
}

TEST(AnthropicAnswer, WritesThoughtBeforeText) {
  Occasion short_one = some_occasion;
  short_one.answer_tokens = 4;
  const std::string members = R"(,"thinking":{"type":"enabled","budget_tokens":1024})";
  const std::string body = body_to(post(body_with(members, "claude-haiku-4-5")), short_one);
  expect_golden("anthropic/message_with_thinking.json", masked(body + "\n"));
}

TEST(AnthropicAnswer, HidesOmittedThoughtButCountsIt) {
  const auto thinking = [](std::string_view display) {
    return answer_to(post(
        body_with(R"(,"thinking":{"type":"adaptive","display":")" + std::string(display) + "\"}")));
  };
  const Answer shown = thinking("summarized"), omitted = thinking("omitted");
  EXPECT_NE(bytes_of(omitted.reply.script).find(R"({"type":"thinking","thinking":"","sig)"),
            std::string::npos);
  EXPECT_EQ(omitted.reply.script[0].tokens, shown.reply.script[0].tokens);
  EXPECT_GT(omitted.reply.script[0].tokens, 60u);
  EXPECT_EQ(omitted.meant, shown.meant);
}

TEST(AnthropicAnswer, CarriesItsTruth) {
  const Answer answer = answer_to(post(body_with("")));
  ASSERT_EQ(answer.reply.script.size(), 2u);
  EXPECT_EQ(answer.reply.framing, Framing::chunked);
  EXPECT_EQ(answer.reply.script[0].role, Role::body);
  EXPECT_EQ(answer.reply.script[0].tokens, 60u);
  EXPECT_EQ(answer.reply.script[0].text, answer.meant.size());
  EXPECT_EQ(answer.reply.script[1], ending(StepKind::finish));
  EXPECT_EQ(answer.stop, "end_turn");
  EXPECT_NE(answer.reply.script[0].bytes.find("\"text\":\"" + answer.meant + "\""),
            std::string::npos);
}

TEST(AnthropicAnswer, DependsOnItsKeysAlone) {
  const Request request = post(body_with(""));
  EXPECT_EQ(body_to(request), body_to(request));
  Occasion retry = some_occasion;
  retry.ids = 99;
  EXPECT_NE(body_to(request), body_to(request, retry));
  EXPECT_EQ(answer_to(request).meant, answer_to(request, retry).meant);
  Occasion other_call = some_occasion;
  other_call.truth = 99;
  EXPECT_NE(answer_to(request).meant, answer_to(request, other_call).meant);
  EXPECT_NE(answer_to(request).meant, answer_to(post(body_with("", "claude-opus-5"))).meant);
}

TEST(AnthropicAnswer, NamesTheDatedModelForAnAlias) {
  const std::string by_alias = body_to(post(body_with("", "claude-sonnet-4-5")));
  EXPECT_EQ(by_alias, body_to(post(body_with("", "claude-sonnet-4-5-20250929"))));
  EXPECT_TRUE(by_alias.starts_with(R"({"model":"claude-sonnet-4-5-20250929","id":"msg_01)"));
}

TEST(AnthropicAnswer, StopsAtTheTokenLimit) {
  const auto limited = [](std::string_view limit) {
    return answer_to(post(R"({"model":"claude-opus-5","messages":[{"role":"user","content":"x"}],)"
                          R"("max_tokens":)" +
                          std::string(limit) + "}"));
  };
  const Answer whole = limited("60"), cut = limited("7"), none = limited("0");
  EXPECT_EQ(whole.stop, "end_turn");
  EXPECT_EQ(cut.stop, "max_tokens");
  EXPECT_TRUE(whole.meant.starts_with(cut.meant));
  EXPECT_EQ(cut.reply.script[0].tokens, 7u);
  EXPECT_EQ(none.meant, "");
  const std::string empty = bytes_of(none.reply.script);
  EXPECT_NE(empty.find(R"("content":[],"stop_reason":"max_tokens")"), std::string::npos) << empty;
}

TEST(AnthropicAnswer, StopsBeforeASequenceThatSpansTokens) {
  const std::string meant = answer_to(post(body_with(""))).meant;
  // From inside one word to inside the next: no token holds it.
  const std::size_t space = meant.find(' ', meant.size() / 2);
  const std::string sequence = meant.substr(space - 1, 3);
  const Answer cut =
      answer_to(post(body_with(R"(,"stop_sequences":["\u0007never",")" + sequence + "\"]")));
  EXPECT_EQ(cut.stop, "stop_sequence");
  EXPECT_EQ(cut.meant, meant.substr(0, meant.find(sequence)));
  EXPECT_NE(bytes_of(cut.reply.script)
                .find(R"("stop_reason":"stop_sequence","stop_sequence":")" + sequence + "\""),
            std::string::npos);
}

TEST(AnthropicAnswer, LetsTheFirstCompleteSequenceWin) {
  const Answer cut = answer_to(post(body_with(R"(,"stop_sequences":[": ","eport"])")));
  EXPECT_EQ(cut.meant, "R");
}

TEST(AnthropicAnswer, CountsTheSameTokensOnBothEndpoints) {
  const std::string shared = R"({"model":"claude-opus-5","system":"Be brief.","messages":[{"role":)"
                             R"("user","content":"How is the weather at sea today?"}])";
  Request count = post(shared + "}");
  count.target = "/v1/messages/count_tokens";
  EXPECT_EQ(body_to(count), R"({"input_tokens":15})");
  EXPECT_EQ(header_of(answer_to(count).reply, "anthropic-ratelimit-requests-limit"), "(none)");
  EXPECT_NE(body_to(post(shared + ",\"max_tokens\":9}")).find(R"("usage":{"input_tokens":15,)"),
            std::string::npos);
}

TEST(AnthropicAnswer, WritesALongPrefixToTheCacheAndReadsItLater) {
  const auto usage = [](std::size_t letters, std::string_view ttl, std::string_view more) {
    const std::string system = R"("system":[{"type":"text","text":")" + std::string(letters, 'x') +
                               R"(","cache_control":{"type":"ephemeral","ttl":")" +
                               std::string(ttl) + "\"}}]";
    const std::string body = body_to(post(R"({"model":"claude-opus-4-5","max_tokens":9,)" + system +
                                          R"(,"messages":[{"role":"user","content":"Hello"})" +
                                          std::string(more) + "]}"));
    const std::size_t begin = body.find("\"usage\":{") + 9;
    return body.substr(begin, body.find(",\"output_tokens\"") - begin);
  };
  const std::string turn =
      R"(,{"role":"assistant","content":"Yes"},{"role":"user","content":"Go"})";
  EXPECT_EQ(usage(4092, "5m", ""),
            R"("input_tokens":1029,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,)"
            R"("cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0})");
  EXPECT_EQ(usage(4096, "5m", ""),
            R"("input_tokens":6,"cache_creation_input_tokens":1024,"cache_read_input_tokens":0,)"
            R"("cache_creation":{"ephemeral_5m_input_tokens":1024,"ephemeral_1h_input_tokens":0})");
  EXPECT_EQ(usage(4096, "1h", ""),
            R"("input_tokens":6,"cache_creation_input_tokens":1024,"cache_read_input_tokens":0,)"
            R"("cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":1024})");
  EXPECT_EQ(usage(4096, "5m", turn),
            R"("input_tokens":15,"cache_creation_input_tokens":0,"cache_read_input_tokens":1024,)"
            R"("cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0})");
}

TEST(AnthropicAnswer, CarriesTheHeadersOfARealOne) {
  const Reply reply = answer_to(post(body_with(""))).reply;
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(header_of(reply, "date"), "Fri, 05 Jun 2026 15:00:00 GMT");
  EXPECT_EQ(header_of(reply, "content-type"), "application/json");
  EXPECT_EQ(header_of(reply, "anthropic-ratelimit-input-tokens-reset"), "2026-06-05T15:00:00Z");
  EXPECT_TRUE(is_drawn(header_of(reply, "request-id"), "req_011C", base58, 20));
  EXPECT_TRUE(is_drawn(header_of(reply, "cf-ray"), "", hex_digits, 16, "-SJC"));
  const std::string trace = header_of(reply, "traceresponse");
  EXPECT_TRUE(is_drawn(trace.substr(0, 35), "00-", hex_digits, 32)) << trace;
  EXPECT_TRUE(is_drawn(trace.substr(35), "-", hex_digits, 16, "-01")) << trace;
  for (const std::string bucket : {"requests", "tokens", "input-tokens", "output-tokens"})
    for (const std::string part : {"-limit", "-remaining", "-reset"}) {
      const std::string value = header_of(reply, "anthropic-ratelimit-" + bucket + part);
      EXPECT_NE(value, "(none)");
      EXPECT_NE(value, "0");
    }
  for (const std::string_view name :
       {"anthropic-organization-id", "anthropic-workspace-id", "strict-transport-security",
        "server", "vary", "content-security-policy", "cf-cache-status", "x-robots-tag"})
    EXPECT_NE(header_of(reply, name), "(none)") << name;
  for (const std::string_view name :
       {"content-length", "transfer-encoding", "connection", "x-should-retry"})
    EXPECT_EQ(header_of(reply, name), "(none)") << name;
}

}  // namespace
}  // namespace squall
