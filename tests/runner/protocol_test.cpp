// Lines of the driver protocol: what is written is read back, and what is wrong is said clearly.
#include "runner/protocol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/bad_input.hpp"

namespace squall {
namespace {

using testing::HasSubstr;

// A text with everything that could break a line.
const std::string hard_text = "quote \" back \\ line\nend \r tab\t nul \x01 海 🌊 \xE2\x80\xA8 end";

template <class Parse>
std::string complaint(Parse parse, const std::string& line) {
  try {
    parse(line);
  } catch (const BadInput& e) {
    return e.what();
  }
  return "taken";
}

std::string from_driver(const std::string& line) { return complaint(parse_from_driver, line); }
std::string from_runner(const std::string& line) { return complaint(parse_from_runner, line); }

void expect_one_line(const std::string& line) {
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(line.find('\r'), std::string::npos);
}

TEST(Protocol, ReadsBackACall) {
  CallOrder order;
  order.call = "17";
  order.prompt = hard_text;
  order.model = "claude-opus-4-8";
  order.fallbacks = {"a", "b"};
  order.max_tokens = 5;
  order.stream = false;
  order.tools = true;
  order.deadline = std::chrono::milliseconds(1500);
  order.history = {{"user", hard_text, "", ""}, {"assistant", "text", hard_text, "EqQB"}};
  const std::string line = to_line(order);
  expect_one_line(line);
  const auto read = std::get<CallOrder>(parse_from_runner(line));
  EXPECT_EQ(to_line(read), line);
  EXPECT_EQ(read.prompt, hard_text);
  EXPECT_EQ(read.fallbacks, order.fallbacks);
  EXPECT_EQ(read.deadline, order.deadline);
  EXPECT_EQ(read.history, order.history);
}

TEST(Protocol, TellsNoHistoryOfACallThatHasNone) {
  const std::string line = to_line(CallOrder{});
  EXPECT_EQ(line.find("history"), std::string::npos);
  EXPECT_TRUE(std::get<CallOrder>(parse_from_runner(line)).history.empty());
}

TEST(Protocol, ReadsBackWhatADriverSays) {
  const Hello hello{.protocol = 1, .stack = "x", .versions = {{"node", "24"}, {"sdk", "1"}}};
  Outcome failed;
  failed.call = "1";
  failed.outcome = "failed";
  failed.text = hard_text;
  failed.error_class = "OverloadedError";
  failed.error = "Overloaded";
  failed.status = 529;
  Outcome answered;
  answered.call = "2";
  answered.outcome = "answered";
  answered.model = "m";
  answered.stop = "end_turn";
  const Effect effect{.call = "1", .effect = "charge", .key = "order-1"};
  for (const std::string& line :
       {to_line(hello), to_line(failed), to_line(answered), to_line(effect), to_line(Goodbye{})}) {
    expect_one_line(line);
    const FromDriver read = parse_from_driver(line);
    EXPECT_EQ(std::visit([](const auto& said) { return to_line(said); }, read), line);
  }
}

TEST(Protocol, TakesNullForWhatIsAbsentAndIgnoresUnknownKeys) {
  const auto read = std::get<Outcome>(parse_from_driver(
      R"({"type":"outcome","call":"1","outcome":"failed","text":null,"model":null,"new":[1],)"
      R"("error":{"class":"E","status":null,"message":null}})"));
  EXPECT_EQ(read.text, "");
  EXPECT_EQ(read.error_class, "E");
  EXPECT_EQ(read.status, 0);
  const auto bare =
      std::get<Hello>(parse_from_driver(R"({"type":"hello","protocol":7,"stack":null})"));
  EXPECT_EQ(bare.protocol, 7U);
}

TEST(Protocol, WritesTextThatIsNotUtf8AsReplacementCharacters) {
  Outcome outcome;
  outcome.call = "1";
  outcome.outcome = "answered";
  outcome.text =
      "a\xff"
      "b";
  EXPECT_EQ(std::get<Outcome>(parse_from_driver(to_line(outcome))).text,
            "a\xEF\xBF\xBD"
            "b");
}

TEST(Protocol, RefusesWhatIsNoLineOfIt) {
  for (const char* line :
       {"", "hello", "{", "[]", "7", "null", "{}", R"({"type":7})", R"({"type":"hello"})",
        R"({"type":"hello","protocol":1} x)", R"({"type":"hello","protocol":1,"versions":{"a":1}})",
        R"({"type":"outcome"})", R"({"type":"outcome","call":1,"outcome":"x"})",
        R"({"type":"outcome","call":"1"})",
        R"({"type":"outcome","call":"1","outcome":"answered","text":5})", R"({"type":"effect"})",
        R"({"type":"effect","call":"1","key":1})", "{\"type\":\"goodbye\",\"x\":\"\xff\"}"})
    EXPECT_THAT(from_driver(line),
                HasSubstr("expected a line of the driver protocol, got \"" + std::string(line)))
        << line;
}

TEST(Protocol, SaysWhatItExpected) {
  EXPECT_EQ(from_driver(R"({"type":"dance"})"), "expected a known type of line, got \"dance\"");
  EXPECT_EQ(from_driver(R"({"type":"outcome","call":"1","outcome":"done"})"),
            "expected an outcome among answered, degraded, queued, failed, got \"done\"");
  for (const std::string version : {"1.5", "-1", "\"1\"", "true", "null"})
    EXPECT_EQ(from_driver(R"({"type":"hello","protocol":)" + version + "}"),
              "expected the protocol's version as a whole number, got " + version);
}

TEST(Protocol, QuotesLongLinesBriefly) {
  const std::string flood(100'000, 'x');
  for (const std::string& line : {flood, "\"" + flood, R"({"type":")" + flood + "\"}",
                                  R"({"type":"outcome","call":"1","outcome":")" + flood + "\"}",
                                  R"({"type":"hello","protocol":")" + flood + "\"}"})
    EXPECT_LT(from_driver(line).size(), 600U);
}

TEST(Protocol, SurvivesDeepNesting) {
  EXPECT_THAT(from_driver(std::string(1'000'000, '[')), HasSubstr("expected a line"));
}

TEST(Protocol, TellsADriverWhatIsWrongWithACall) {
  for (const char* line : {"", R"({"type":"call"})", R"({"type":"call","call":"1"})",
                           R"({"type":"call","call":"1","prompt":"p","model":"m","stream":"no"})",
                           R"({"type":"call","call":"1","prompt":"p","model":"m","fallbacks":1})"})
    EXPECT_THAT(from_runner(line), HasSubstr("expected a line of the driver protocol")) << line;
  EXPECT_EQ(from_runner(R"({"type":"outcome"})"), "expected a known type of line, got \"outcome\"");
}

}  // namespace
}  // namespace squall
