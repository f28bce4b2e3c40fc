// Answers that came whole and yet are none.
#include "runner/reference/answer_rules.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

CallOrder order(bool tools = false) {
  CallOrder given;
  given.model = "m";
  given.tools = tools;
  given.max_tokens = 100;
  return given;
}

Message said(const std::string& text, const std::string& stop = "end_turn") {
  Message message;
  message.text = text;
  message.model = "m";
  message.stop = stop;
  message.ended = true;
  return message;
}

const std::string whole_input = R"({"order":"7","amount_cents":5})";

Message asking(std::vector<ToolUse> tools, const std::string& stop = "tool_use") {
  Message message = said("", stop);
  message.tools = std::move(tools);
  return message;
}

std::string kind(const Message& message, bool tools = false) {
  return failure_in(message, order(tools), "m").kind;
}

TEST(AnswerRules, BelieveAnAnswerThatNothingSpeaksAgainst) {
  for (const char* stop : {"end_turn", "stop_sequence", "model_context_window_exceeded"})
    EXPECT_EQ(kind(said("Hello", stop)), "") << stop;
  EXPECT_EQ(kind(asking({{"t", "charge_card", whole_input}}), true), "");
}

TEST(AnswerRules, WantAnEndAndAReason) {
  Message endless = said("Hello");
  endless.ended = false;
  EXPECT_EQ(kind(endless), "incomplete");
  EXPECT_EQ(kind(said("Hello", "")), "incomplete");
  EXPECT_EQ(kind(said("Hello", "pause_turn")), "incomplete");
}

TEST(AnswerRules, NameABreachOfOrder) {
  Message message = said("Hello");
  message.breach = "a second message_start";
  EXPECT_EQ(failure_in(message, order(), "m").text, "a second message_start");
  EXPECT_EQ(kind(message), "order");
}

TEST(AnswerRules, FindEmptyAnswersAndApologies) {
  EXPECT_EQ(kind(said("")), "empty");
  EXPECT_EQ(kind(said(" \n")), "empty");
  EXPECT_EQ(kind(said("Our servers are currently overloaded. Please try again later.")), "apology");
  EXPECT_EQ(kind(said("The model is OVERLOADED.")), "apology");
  EXPECT_EQ(kind(said(std::string(300, 'x') + " overloaded")), "");
}

TEST(AnswerRules, LetARefusalBeOne) { EXPECT_EQ(kind(said("I cannot", "refusal")), "refusal"); }

TEST(AnswerRules, BelieveMaxTokensOnlyWhenTheCountAgrees) {
  const auto counted = [](std::optional<std::uint64_t> tokens, const std::string& text) {
    Message message = said(text, "max_tokens");
    message.output_tokens = tokens;
    return kind(message);
  };
  EXPECT_EQ(counted(100, "Hello"), "");
  EXPECT_EQ(counted(99, std::string(1000, 'x')), "cut_short");
  // Counts that cannot be true are none.
  for (const auto tokens : {std::optional<std::uint64_t>{}, std::optional<std::uint64_t>{0},
                            std::optional<std::uint64_t>{9'999'999}}) {
    EXPECT_EQ(counted(tokens, std::string(99, 'x')), "cut_short");
    EXPECT_EQ(counted(tokens, std::string(100, 'x')), "");
  }
}

TEST(AnswerRules, DoNotActOnToolCallsThatAreNotWhole) {
  for (const std::string input :
       {"", "{", R"({"order":"7)", R"({"order":"7"})", R"({"order":7,"amount_cents":5})",
        R"({"order":"7","amount_cents":"5"})", "[]", "null", "\"text\""})
    EXPECT_EQ(kind(asking({{"t", "charge_card", input}}), true), "tool_call") << input;
}

TEST(AnswerRules, DoNotActOnToolCallsThatNobodyCanWant) {
  const ToolUse good{"t", "charge_card", whole_input};
  EXPECT_EQ(kind(asking({{"t", "refund_card", whole_input}}), true), "tool_call");
  EXPECT_EQ(kind(asking({good}), false), "tool_call");
  EXPECT_EQ(kind(asking({}), true), "tool_call");
  EXPECT_EQ(kind(asking({good}, "end_turn"), true), "tool_call");
  EXPECT_EQ(kind(asking({good, good}), true), "tool_call");
  EXPECT_EQ(kind(asking({good, {"u", "charge_card", whole_input}}), true), "tool_call");
  EXPECT_EQ(kind(asking({good, {"u", "charge_card", R"({"order":"8","amount_cents":5})"}}), true),
            "");
}

TEST(AnswerRules, KnowTheNamesOfOneModel) {
  using Pair = std::pair<const char*, const char*>;
  for (const auto& [asked, answered] :
       {Pair{"claude-haiku-4-5", "claude-haiku-4-5"},
        Pair{"claude-haiku-4-5", "claude-haiku-4-5-20251001"},
        Pair{"claude-opus-4-0", "claude-opus-4-20250514"},
        Pair{"claude-3-5-haiku-latest", "claude-3-5-haiku-20241022"},
        Pair{"gpt-5", "gpt-5-2025-08-07"}, Pair{"claude-sonnet-4-5", "claude-sonnet-4-5@20250929"}})
    EXPECT_TRUE(may_answer_as(asked, answered)) << asked << " " << answered;
  for (const auto& [asked, answered] :
       {Pair{"claude-opus-4-8", "claude-haiku-4-5-20251001"},
        Pair{"claude-opus-4", "claude-opus-4-8"}, Pair{"claude-opus-4-8", "claude-opus-4"},
        Pair{"claude-haiku-4-5-20251001", "claude-haiku-4-5"},
        Pair{"claude-haiku-4-5-20251001", "claude-haiku-4-5-20260101"},
        Pair{"gpt-5", "gpt-5-mini"}})
    EXPECT_FALSE(may_answer_as(asked, answered)) << asked << " " << answered;
  Message other = said("Hello");
  other.model = "n";
  EXPECT_EQ(kind(other), "wrong_model");
}

}  // namespace
}  // namespace squall
