// A message put together from events or from a body, whole or not.
#include "runner/reference/message.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace squall {
namespace {

SseEvent event(const std::string& data) { return {.name = "", .data = data}; }

const std::string start = R"({"type":"message_start","message":{"model":"claude-opus-4-8"}})";
const std::string block =
    R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})";
const std::string hello =
    R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}})";
const std::string world =
    R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo"}})";
const std::string block_stop = R"({"type":"content_block_stop","index":0})";
const std::string end_turn = R"({"type":"message_delta","delta":{"stop_reason":"end_turn"}})";
const std::string stop = R"({"type":"message_stop"})";

Message told(const std::vector<std::string>& events) {
  Message message;
  for (const std::string& data : events) message.take(event(data));
  return message;
}

TEST(Message, IsCompleteWithItsStopReasonAndItsEnd) {
  const Message message = told({start, block, hello, world, block_stop, end_turn, stop});
  EXPECT_EQ(message.text, "Hello");
  EXPECT_EQ(message.model, "claude-opus-4-8");
  EXPECT_EQ(message.stop, "end_turn");
  EXPECT_TRUE(message.is_complete());
}

TEST(Message, IsIncompleteWithoutEither) {
  EXPECT_FALSE(told({start, block, hello, world, block_stop, end_turn}).is_complete());
  EXPECT_FALSE(told({start, block, hello, world, block_stop, stop}).is_complete());
  EXPECT_FALSE(told({}).is_complete());
}

TEST(Message, RemembersAnErrorToldInsideTheStream) {
  const Message message = told(
      {start, hello, R"({"type":"error","error":{"type":"overloaded_error","message":"Over"}})"});
  EXPECT_EQ(message.error_type, "overloaded_error");
  EXPECT_EQ(message.error, "Over");
  EXPECT_EQ(message.text, "Hel");
}

TEST(Message, RemembersWhatItCannotRead) {
  for (const std::string data : {"{\"type\":\"content_bl", "", "{\"type\":\"message_start\"}",
                                 "{\"type\":\"content_block_delta\"}", "\xff"}) {
    const Message message = told({start, data, end_turn, stop});
    EXPECT_EQ(message.error_type, "unreadable_event") << data;
    EXPECT_FALSE(message.is_complete()) << data;
  }
}

TEST(Message, SurvivesEventsThatAreNoObjects) {
  for (const std::string data : {"[]", "7", "null", "\"text\"", "{}"})
    EXPECT_EQ(told({start, data, hello, end_turn, stop}).text, "Hel") << data;
}

TEST(Message, IgnoresPingsAndUnknownEvents) {
  EXPECT_TRUE(told({start, block, R"({"type":"ping"})", hello, R"({"type":"news","x":[1]})",
                    block_stop, end_turn, stop})
                  .is_complete());
}

TEST(Message, IgnoresWhatEventsOfForeignNamesHold) {
  Message message;
  message.take({.name = "vertex_event", .data = "{ no JSON"});
  EXPECT_EQ(message.error, "");
}

TEST(Message, CountsContentAsProgressAndPingsNot) {
  Message message;
  message.take(event(start));
  message.take(event(block));
  const std::uint64_t before = message.progress;
  message.take(event(R"({"type":"ping"})"));
  message.take(event(R"({"type":"content_block_delta","index":0,"delta":{"text":""}})"));
  EXPECT_EQ(message.progress, before);
  message.take(event(hello));
  EXPECT_GT(message.progress, before);
}

TEST(Message, RemembersTheFirstBreachOfOrderAndGoesOn) {
  const Message message = told({start, hello, block, hello, start, block_stop, end_turn, stop});
  EXPECT_EQ(message.breach, "a delta for block 0, which is not open");
  EXPECT_EQ(message.text, "HelHel");
  EXPECT_TRUE(message.ended);
  EXPECT_FALSE(message.is_complete());
}

TEST(Message, KnowsTheTokensThatAreToldAsAPlainNumber) {
  const auto tokens = [](const std::string& usage) {
    return told({R"({"type":"message_delta","delta":{},"usage":)" + usage + "}"}).output_tokens;
  };
  EXPECT_EQ(tokens(R"({"output_tokens":7})"), 7U);
  for (const char* odd : {"{}", "null", "7", R"({"output_tokens":-7})", R"({"output_tokens":"7"})",
                          R"({"output_tokens":1.5})", R"({"output_tokens":null})"})
    EXPECT_EQ(tokens(odd), std::nullopt) << odd;
}

TEST(Message, TakesAnErrorThatStandsWhereTheBodyShould) {
  Message message;
  message.take_body(R"({"type":"error","error":{"type":"api_error","message":"Oh"}})");
  EXPECT_EQ(message.error_type + ": " + message.error, "api_error: Oh");
  message.take_body(R"({"error":"Oh"})");
  EXPECT_EQ(message.error_type + ": " + message.error, "error: \"Oh\"");
}

TEST(Message, GathersAToolCallFromItsPieces) {
  const auto piece = [](const std::string& json) {
    return R"({"type":"content_block_delta","index":0,)"
           R"("delta":{"type":"input_json_delta","partial_json":)" +
           json + "}}";
  };
  const Message message =
      told({start,
            R"({"type":"content_block_start","index":0,"content_block":)"
            R"({"type":"tool_use","id":"t1","name":"charge_card","input":{}}})",
            piece(R"("{\"order\":")"), piece(R"("\"7\"}")"), block_stop,
            R"({"type":"message_delta","delta":{"stop_reason":"tool_use"}})", stop});
  EXPECT_EQ(message.tools, (std::vector{ToolUse{"t1", "charge_card", R"({"order":"7"})"}}));
  EXPECT_TRUE(message.is_complete());
  EXPECT_EQ(message.stop, "tool_use");
}

TEST(Message, ReadsAWholeBody) {
  Message message;
  message.take_body(
      R"({"model":"m","stop_reason":"tool_use","content":[{"type":"text","text":"Hi"},)"
      R"({"type":"tool_use","id":"t","name":"n","input":{"a":1}}]})");
  EXPECT_TRUE(message.is_complete());
  EXPECT_EQ(message.text, "Hi");
  EXPECT_EQ(message.tools, (std::vector{ToolUse{"t", "n", R"({"a":1})"}}));
}

TEST(Message, IsIncompleteWhenItsBodyCannotBeRead) {
  for (const char* body : {"", "{", "<html>", "[]", "{}", "{\"content\":[{\"type\":\"text\"}]}"}) {
    Message message;
    message.take_body(body);
    EXPECT_FALSE(message.is_complete()) << body;
  }
}

}  // namespace
}  // namespace squall
