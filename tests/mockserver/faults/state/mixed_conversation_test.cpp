// Refuses what carries a foreign signature, takes all else.
#include <nlohmann/json.hpp>

#include "scenarios/signature.hpp"
#include "tests/support/virtual_run.hpp"

namespace squall {
namespace {

using Json = nlohmann::ordered_json;

// A request whose history carries one thinking block with this signature.
std::string bytes_with(const std::string& signature) {
  const Json thought = {{"type", "thinking"}, {"thinking", "Falling."}, {"signature", signature}};
  const Json text = {{"type", "text"}, {"text", "It falls."}};
  const Json body = {{"model", "claude-opus-4-8"},
                     {"max_tokens", 2000},
                     {"stream", true},
                     {"messages",
                      {{{"role", "user"}, {"content", "[[squall 7]] What does the glass say?"}},
                       {{"role", "assistant"}, {"content", {thought, text}}},
                       {{"role", "user"}, {"content", "[[squall 7]] Report."}}}}};
  const std::string bytes = body.dump();
  return "POST /anthropic/v1/messages HTTP/1.1\r\nhost: 127.0.0.1\r\nx-api-key: dummy\r\n"
         "anthropic-version: 2023-06-01\r\ncontent-type: application/json\r\ncontent-length: " +
         std::to_string(bytes.size()) + "\r\n\r\n" + bytes;
}

std::string signed_on(std::string_view signer) {
  Random letters{3};
  return signature_of(signer, letters);
}

// Status, and the message of an error.
std::string heard(const std::vector<Rule>& rules, const std::string& bytes) {
  VirtualRun run(rules);
  const std::string all = run.exchange(bytes);
  const std::string status = all.substr(9, 3);
  if (status == "200") return status;
  return status + " " +
         Json::parse(all.substr(all.find("\r\n\r\n") + 4))["error"]["message"].get<std::string>();
}

const std::vector<Rule> mixed{rule_with("mixed", "mixed_conversation")};

TEST(MixedConversation, RefusesABlockThatWasSignedElsewhere) {
  const std::string refusal = "400 messages.1.content.0: Invalid `signature` in `thinking` block";
  EXPECT_EQ(heard(mixed, bytes_with(signed_on("elsewhere"))), refusal);
  EXPECT_EQ(heard(mixed, bytes_with(signed_on("openai"))), refusal);
  EXPECT_EQ(heard(mixed, bytes_with("")), refusal);
  EXPECT_EQ(heard(mixed, bytes_with("EqQBqqqq")), refusal);
}

TEST(MixedConversation, TakesWhatBeganHereAndWhatHasNoPast) {
  EXPECT_EQ(heard(mixed, bytes_with(signed_on("anthropic"))), "200");
  EXPECT_EQ(heard(mixed, claude_bytes("hello")), "200");
}

TEST(MixedConversation, IsTakenInHealth) {
  EXPECT_EQ(heard({}, bytes_with(signed_on("elsewhere"))), "200");
}

TEST(MixedConversation, IsOnRecordOnlyWhereItActed) {
  VirtualRun run(mixed);
  run.exchange(bytes_with(signed_on("anthropic")));
  run.exchange(bytes_with(signed_on("elsewhere")));
  const auto began = run.events<AttemptBegan>();
  ASSERT_EQ(began.size(), 2U);
  EXPECT_EQ(began[0].faults, std::vector<std::string>{});
  EXPECT_EQ(began[1].faults, std::vector<std::string>{"mixed_conversation"});
  EXPECT_EQ(run.events<AttemptEnded>()[0].meant.empty(), false);
  EXPECT_EQ(run.events<AttemptEnded>()[1].meant, "");
}

// What finds nothing to refuse leaves the room to the next that says something else.
TEST(MixedConversation, LetsAnotherFaultAnswerWhereItDoesNot) {
  const std::vector<Rule> both{mixed[0], rule_with("full", "overloaded")};
  EXPECT_EQ(heard(both, claude_bytes("hello")), "529 Overloaded");
  EXPECT_EQ(heard(both, bytes_with(signed_on("elsewhere"))).substr(0, 3), "400");
}

TEST(MixedConversation, LeavesOtherPlatformsAlone) {
  bool acted = true;
  const Reply same = edited("mixed_conversation", {}, toy_stream(), 1, &acted);
  EXPECT_EQ(same.script, toy_stream().script);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
