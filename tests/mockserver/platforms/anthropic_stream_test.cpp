// Streams: the order and form of their events, their padding, and that they say what a body says.
#include <set>

#include "mockserver/platforms/json.hpp"
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

std::string streamed(std::string_view members = "") {
  return ",\"stream\":true" + std::string(members);
}

constexpr std::string_view one_tool =
    R"(,"tools":[{"name":"charge_card","input_schema":{"type":"object","properties":{"order":)"
    R"({"type":"string"},"amount_cents":{"type":"integer"}},"required":["order",)"
    R"("amount_cents"]}}])";

// The data of an event, as JSON.
JsonValue data_of(const Step& step) {
  const std::size_t begin = step.bytes.find("data: ") + 6;
  std::string problem;
  JsonValue value = parse_json(step.bytes.substr(begin), problem);
  EXPECT_EQ(problem, "") << step.bytes;
  return value;
}

// One member of all deltas, joined: "text", "thinking" or "partial_json".
std::string joined_deltas(const Script& script, std::string_view key) {
  std::string text;
  for (const Step& step : script)
    if (is_delta(step))
      text += text_member(*object_member(data_of(step).get_object(), "delta"), key);
  return text;
}

std::string roles_of(const Script& script) {
  std::string roles;
  for (const Step& step : script) {
    const std::string_view role = step.kind == StepKind::send ? name(step.role) : name(step.kind);
    if (role == "delta" && roles.ends_with("delta ")) continue;
    roles += role;
    roles += ' ';
  }
  return roles;
}

TEST(AnthropicStream, WritesTheRecordedToolStream) {
  Occasion silent = some_occasion;
  silent.answer_tokens = 0;
  const std::string members =
      streamed(R"(,"tools":[{"name":"pelican_name_generator","input_schema":{"type":"object"}}])");
  expect_golden("anthropic/stream_with_tool.txt",
                masked(body_to(post(body_with(members, "claude-haiku-4-5")), silent)));
}

TEST(AnthropicStream, WritesThoughtTextAndToolInOrder) {
  Occasion short_one = some_occasion;
  short_one.answer_tokens = 3;
  const std::string members =
      streamed(R"(,"thinking":{"type":"adaptive"})") + std::string(one_tool);
  expect_golden("anthropic/stream_with_thinking.txt",
                masked(body_to(post(body_with(members, "claude-opus-5")), short_one)));
}

TEST(AnthropicStream, GivesEveryEventItsRole) {
  const auto roles = [](std::string_view members) {
    return roles_of(answer_to(post(body_with(streamed(members)))).reply.script);
  };
  EXPECT_EQ(roles(""), "open open ping delta shut usage terminal finish ");
  EXPECT_EQ(roles(one_tool), "open open ping delta shut open delta shut usage terminal finish ");
  EXPECT_EQ(roles(R"(,"thinking":{"type":"adaptive"})"),
            "open open ping delta shut open delta shut usage terminal finish ");
}

TEST(AnthropicStream, SaysNothingWhenNoTokenIsAllowed) {
  const Answer answer =
      answer_to(post(R"({"model":"claude-opus-5","max_tokens":0,"stream":true,"messages":[)"
                     R"({"role":"user","content":"x"}]})"));
  EXPECT_EQ(roles_of(answer.reply.script), "open usage terminal finish ");
  EXPECT_EQ(answer.stop, "max_tokens");
}

TEST(AnthropicStream, SaysWhatTheBodySays) {
  for (std::uint64_t key = 0; key < 50; ++key) {
    const Occasion occasion{key, key * 7, 1 + key, 0};
    const Answer stream = answer_to(post(body_with(streamed(one_tool))), occasion);
    const Answer whole = answer_to(post(body_with(one_tool)), occasion);
    EXPECT_EQ(joined_deltas(stream.reply.script, "text"), stream.meant);
    EXPECT_EQ(joined_deltas(stream.reply.script, "partial_json"), stream.tool_input);
    EXPECT_EQ(stream.meant, whole.meant);
    EXPECT_EQ(stream.tool_input, whole.tool_input);
    EXPECT_EQ(stream.stop, whole.stop);
    EXPECT_NE(bytes_of(whole.reply.script).find("\"input\":" + whole.tool_input),
              std::string::npos);
  }
}

TEST(AnthropicStream, CountsTheTextAndTokensOfItsDeltas) {
  for (const std::string_view members :
       {std::string_view(""), one_tool, std::string_view(R"(,"thinking":{"type":"adaptive"})"),
        std::string_view(R"(,"thinking":{"type":"adaptive","display":"omitted"})")}) {
    const Answer answer = answer_to(post(body_with(streamed(members))));
    std::uint64_t text = 0, tokens = 0;
    for (const Step& step : answer.reply.script) {
      text += step.text;
      tokens += step.tokens;
      if (step.role == Role::usage) {
        const JsonValue data = data_of(step);
        const JsonObject& usage = *object_member(data.get_object(), "usage");
        EXPECT_EQ(*whole_of(*member(usage, "output_tokens")), static_cast<std::int64_t>(tokens));
      }
    }
    EXPECT_EQ(text, answer.meant.size());
  }
}

TEST(AnthropicStream, PadsEveryEventButPingUniformly) {
  std::vector<int> seen(17);
  int events = 0;
  for (std::uint64_t key = 0; key < 400; ++key)
    for (const Step& step : answer_to(post(body_with(streamed())), {key, 5, 20, 0}).reply.script) {
      if (step.kind != StepKind::send) continue;
      if (step.role == Role::ping) {
        EXPECT_EQ(step.bytes, "event: ping\ndata: {\"type\": \"ping\"}\n\n");
        continue;
      }
      ASSERT_TRUE(step.bytes.ends_with("}\n\n"));
      const std::size_t brace = step.bytes.size() - 3;
      const std::size_t last = step.bytes.find_last_not_of(' ', brace - 1);
      ++seen[std::min<std::size_t>(16, brace - 1 - last)];
      ++events;
    }
  EXPECT_EQ(seen[16], 0);
  for (std::size_t spaces = 0; spaces < 16; ++spaces) {
    EXPECT_GT(seen[spaces], events / 16 * 3 / 4) << spaces;
    EXPECT_LT(seen[spaces], events / 16 * 5 / 4) << spaces;
  }
}

TEST(AnthropicStream, GroupsOneToEightTokensInADelta) {
  std::set<std::uint32_t> sizes;
  for (std::uint64_t key = 0; key < 100; ++key)
    for (const Step& step : answer_to(post(body_with(streamed())), {key, 5, 60, 0}).reply.script)
      if (is_delta(step)) sizes.insert(step.tokens);
  EXPECT_EQ(sizes, (std::set<std::uint32_t>{1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(AnthropicStream, BeginsWithFewTokensMostlyOne) {
  int ones = 0;
  for (std::uint64_t key = 0; key < 1000; ++key) {
    const Script script = answer_to(post(body_with(streamed())), {key, 5, 100, 0}).reply.script;
    const JsonValue data = data_of(script[0]);
    const JsonObject& message = *object_member(data.get_object(), "message");
    const auto tokens = *whole_of(*member(*object_member(message, "usage"), "output_tokens"));
    EXPECT_GE(tokens, 1);
    EXPECT_LE(tokens, 62);
    if (tokens == 1) ++ones;
  }
  EXPECT_GT(ones, 450);
  EXPECT_LT(ones, 620);
}

TEST(AnthropicStream, IsEventStreamByItsHeaders) {
  const Reply reply = answer_to(post(body_with(streamed()))).reply;
  EXPECT_EQ(header_of(reply, "content-type"), "text/event-stream; charset=utf-8");
  EXPECT_EQ(header_of(reply, "cache-control"), "no-cache");
  EXPECT_EQ(reply.framing, Framing::chunked);
}

}  // namespace
}  // namespace squall
