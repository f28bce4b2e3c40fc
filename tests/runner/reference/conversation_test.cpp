// Requests and the turns of a tool loop, as the API wants them.
#include "runner/reference/conversation.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

Conversation begun() {
  CallOrder order;
  order.prompt = "Hello";
  order.model = "m";
  order.max_tokens = 5;
  return Conversation(order);
}

TEST(Conversation, BecomesARequest) {
  EXPECT_EQ(request_body(begun()),
            R"({"model":"m","max_tokens":5,"messages":[{"role":"user","content":"Hello"}],)"
            R"("stream":true})");
}

TEST(Conversation, HoldsAResultForEveryToolCall) {
  Conversation conversation = begun();
  Message message;
  message.text = "So be it";
  message.tools = {{"t1", "charge_card", R"({"order":"7"})"}, {"t2", "charge_card", "{\"or"}};
  add_tool_results(conversation, message);
  EXPECT_EQ(conversation.messages.dump(),
            R"([{"role":"user","content":"Hello"},)"
            R"({"role":"assistant","content":[{"type":"text","text":"So be it"},)"
            R"({"type":"tool_use","id":"t1","name":"charge_card","input":{"order":"7"}},)"
            R"({"type":"tool_use","id":"t2","name":"charge_card","input":{}}]},)"
            R"({"role":"user","content":[)"
            R"({"type":"tool_result","tool_use_id":"t1","content":"{\"charged\":true}"},)"
            R"({"type":"tool_result","tool_use_id":"t2","content":"{\"charged\":true}"}]}])");
}

TEST(Conversation, KeepsNoInputThatIsNoObject) {
  for (const std::string odd : {"7", "[1]", "\"7\"", "null", ""}) {
    Conversation conversation = begun();
    Message message;
    message.tools = {{"t1", "charge_card", odd}};
    add_tool_results(conversation, message);
    EXPECT_EQ(conversation.messages[1]["content"][0]["input"].dump(), "{}") << odd;
  }
}

TEST(Conversation, KnowsTheOrderOfAToolCall) {
  EXPECT_EQ(order_in({"t", "n", R"({"order":"7"})"}), "7");
  for (const std::string odd : {"{\"order\":\"7", "[]", "", "{\"order\":7}"})
    EXPECT_EQ(order_in({"t", "n", odd}), odd);
}

TEST(Conversation, DropsThinkingAndTurnsThatWereNothingElse) {
  Conversation conversation = begun();
  conversation.messages = nlohmann::ordered_json::parse(
      R"([{"role":"user","content":"a"},)"
      R"({"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},)"
      R"({"type":"text","text":"b"},{"type":"redacted_thinking","data":"d"}]},)"
      R"({"role":"user","content":"c"},)"
      R"({"role":"assistant","content":[{"type":"thinking","thinking":"t"}]},)"
      R"({"role":"user","content":"d"}])");
  EXPECT_TRUE(drop_thinking(conversation));
  EXPECT_EQ(conversation.messages.dump(),
            R"([{"role":"user","content":"a"},)"
            R"({"role":"assistant","content":[{"type":"text","text":"b"}]},)"
            R"({"role":"user","content":"c"},{"role":"user","content":"d"}])");
  EXPECT_FALSE(drop_thinking(conversation));
}

}  // namespace
}  // namespace squall
