// Histories are read as strictly as they are written: what is no event is refused with its place.
#include "scenarios/history.hpp"

#include <gtest/gtest.h>

#include "scenarios/bad_input.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

RunBegan beginning_of_a_run() {
  RunBegan began;
  began.squall = "0.1.0";
  began.scenario = "june5";
  began.seed = 18446744073709551615U;
  began.argv = {"squall", "run"};
  return began;
}

const std::string first = to_line(beginning_of_a_run());

std::string complaint_about(const std::string& text) {
  try {
    parse_history(text, "history.jsonl");
    return "";
  } catch (const BadInput& wrong) {
    return wrong.what();
  }
}

// What is said of a second line in which one piece of a good one is replaced.
std::string complaint_after(const Event& event, const std::string& piece,
                            const std::string& other) {
  std::string line = to_line(event);
  const std::size_t at = line.find(piece);
  EXPECT_NE(at, std::string::npos) << line;
  return complaint_about(first + line.replace(at, piece.size(), other));
}

TEST(History, GivesBackWhatWasWritten) {
  const StackReady ready{1s, "naive", {{"python", "3.11"}, {"sdk", "0.1"}}};
  AttemptBegan attempt;
  attempt.at = -5min;
  attempt.id = 18446744073709551615U;
  attempt.tools = true;
  attempt.rules = {"a", "b"};
  CallEnded ended;
  ended.status = -1;
  const std::string text = first + to_line(ready) + to_line(attempt) + to_line(ended) +
                           to_line(RunEnded{1h, "finished"});
  const History history = parse_history(text, "history.jsonl");
  std::string again;
  for (const Event& event : history.events) append_line(again, event);
  EXPECT_EQ(again, text);
  EXPECT_TRUE(history.complete);
}

TEST(History, LeavesOutAnUnfinishedLastLine) {
  const History history = parse_history(first + "{\"event\":\"run_e", "history.jsonl");
  EXPECT_EQ(history.events.size(), 1U);
  EXPECT_FALSE(history.complete);
}

TEST(History, OfANewerSquallIsRefusedBeforeItsFieldsAreRead) {
  EXPECT_EQ(complaint_about("{\"event\":\"run_began\",\"schema\":2}\n"),
            "history.jsonl:1: schema: expected 1, got 2; it was written by a newer squall");
  EXPECT_EQ(complaint_about("{\"event\":\"run_began\",\"schema\":0}\n"),
            "history.jsonl:1: schema: expected 1, got 0");
  EXPECT_EQ(complaint_about("{\"event\":\"run_began\",\"schema\":1.0}\n"),
            "history.jsonl:1: schema: expected a whole number from 0 to 18446744073709551615, got "
            "1.0");
  EXPECT_EQ(complaint_about("{\"event\":\"run_began\"}\n"),
            "history.jsonl:1: expected the field \"schema\", got none");
  EXPECT_EQ(complaint_about(first + "{\"event\":\"mutiny\"}\n"),
            "history.jsonl:2: expected an event, got one called \"mutiny\"; was this history "
            "written by a newer squall?");
}

TEST(History, QuotesALineThatIsNoJson) {
  EXPECT_EQ(complaint_about(first + "{\"event\":\"run_ended\",\n"),
            "history.jsonl:2: expected one line of JSON, got \"{\"event\":\"run_ended\",\"");
  EXPECT_EQ(complaint_about(first + std::string(70, '[') + "\n"),
            "history.jsonl:2: expected one line of JSON, got \"" + std::string(57, '[') + "...\"");
  EXPECT_EQ(complaint_about(first + "\x1b[2J\n"),
            "history.jsonl:2: expected one line of JSON, got \"?[2J\"");
  EXPECT_EQ(complaint_about(first + "\n"), "history.jsonl:2: expected one line of JSON, got \"\"");
  EXPECT_EQ(complaint_about(first + "[1]\n"), "history.jsonl:2: expected an event, got [1]");
  EXPECT_EQ(complaint_about(first + "{\"event\":7}\n"),
            "history.jsonl:2: event: expected a text, got 7");
}

TEST(History, RefusesNumbersThatAreNotWholeOrDoNotFit) {
  const std::string whole = "expected a whole number from 0 to 18446744073709551615, got ";
  const AttemptEnded ended;
  EXPECT_EQ(complaint_after(ended, "\"id\":0", "\"id\":1.5"),
            "history.jsonl:2: id: " + whole + "1.5");
  EXPECT_EQ(complaint_after(ended, "\"id\":0", "\"id\":-1"),
            "history.jsonl:2: id: " + whole + "-1");
  EXPECT_EQ(complaint_after(ended, "\"id\":0", "\"id\":18446744073709551616"),
            "history.jsonl:2: id: " + whole + "1.8446744073709552e+19");
  EXPECT_EQ(complaint_after(ended, "\"id\":0", "\"id\":true"),
            "history.jsonl:2: id: " + whole + "true");
  EXPECT_EQ(complaint_after(ended, "\"status\":0", "\"status\":9223372036854775808"),
            "history.jsonl:2: status: expected a whole number of 64 bits, got 9223372036854775808");
  EXPECT_EQ(complaint_after(ended, "\"status\":0", "\"status\":\"200\""),
            "history.jsonl:2: status: expected a whole number of 64 bits, got \"200\"");
}

TEST(History, RefusesMomentsThatNoRunReaches) {
  const std::string expected = "history.jsonl:2: at: expected nanoseconds within 7300d of 0, got ";
  for (const std::string at : {"9223372036854775807", "-9223372036854775808", "630720000000000001",
                               "1e300", "0.5", "null"})
    EXPECT_EQ(complaint_after(RunEnded{}, "\"at\":0", "\"at\":" + at),
              expected + (at == "1e300" ? "1e+300" : at));
  EXPECT_EQ(complaint_after(RunEnded{}, "\"at\":0", "\"at\":630720000000000000"), "");
  EXPECT_EQ(complaint_after(RunEnded{}, "\"at\":0", "\"at\":-630720000000000000"), "");
}

TEST(History, RefusesOtherFieldsOfTheWrongKind) {
  EXPECT_EQ(complaint_after(AttemptBegan{}, "\"stream\":false", "\"stream\":0"),
            "history.jsonl:2: stream: expected true or false, got 0");
  EXPECT_EQ(complaint_after(AttemptBegan{}, "\"rules\":[]", "\"rules\":[\"a\",1]"),
            "history.jsonl:2: rules: expected a list of texts, got [\"a\",1]");
  EXPECT_EQ(complaint_after(StackReady{}, "\"versions\":{}", "\"versions\":{\"a\":1}"),
            "history.jsonl:2: versions: expected an object of texts, got {\"a\":1}");
  EXPECT_EQ(complaint_after(RunEnded{}, ",\"why\":\"\"", ""),
            "history.jsonl:2: expected the field \"why\", got none");
}

TEST(History, KeepsWhatAConnectionMet) {
  ConnectionMet met;
  met.at = 90s;
  met.connection = 7;
  met.platform = "anthropic";
  met.rules = {"down", "late"};
  met.faults = {"accept_silent", "accept_reset"};
  met.how = "reset";
  const std::string line = to_line(met);
  EXPECT_EQ(line,
            "{\"event\":\"connection_met\",\"at\":90000000000,\"connection\":7,\"platform\":"
            "\"anthropic\",\"rules\":[\"down\",\"late\"],\"faults\":[\"accept_silent\","
            "\"accept_reset\"],\"how\":\"reset\"}\n");
  EXPECT_EQ(to_line(parse_history(first + line, "history.jsonl").events.at(1)), line);
}

TEST(History, RefusesNestingThatNoEventHas) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const std::string complaint = complaint_after(RunEnded{}, "\"why\":\"\"", "\"why\":" + deep);
  EXPECT_TRUE(complaint.starts_with("history.jsonl:2: expected one line of JSON, got "))
      << complaint;
  const std::string bracket_text = "\"why\":\"\\\"" + std::string(100, '[') + "\"";
  EXPECT_EQ(complaint_after(RunEnded{}, "\"why\":\"\"", bracket_text), "");
}

TEST(History, BeginsWithTheRun) {
  EXPECT_EQ(
      complaint_about(to_line(RunEnded{})),
      "history.jsonl: expected a history that begins with run_began; is this a run directory?");
}

}  // namespace
}  // namespace squall
