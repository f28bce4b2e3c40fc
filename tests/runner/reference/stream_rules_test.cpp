// Events in every order that a message cannot have.
#include "runner/reference/stream_rules.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace squall {
namespace {

const std::string start = R"({"type":"message_start"})";
const std::string why = R"({"type":"message_delta"})";
const std::string stop = R"({"type":"message_stop"})";
const std::string ping = R"({"type":"ping"})";

std::string numbered(const std::string& type, int index, const std::string& more = "") {
  return R"({"type":")" + type + R"(","index":)" + std::to_string(index) + more + "}";
}
std::string open(int index, const std::string& kind = "text") {
  return numbered("content_block_start", index, R"(,"content_block":{"type":")" + kind + "\"}");
}
std::string delta(int index, const std::string& kind = "text_delta") {
  return numbered("content_block_delta", index, R"(,"delta":{"type":")" + kind + "\"}");
}
std::string shut(int index) { return numbered("content_block_stop", index); }

std::string first_breach(const std::vector<std::string>& events) {
  StreamRules rules;
  for (const std::string& event : events)
    if (const std::string breach = rules.breach_by(nlohmann::json::parse(event)); !breach.empty())
      return breach;
  return "";
}

TEST(StreamRules, AcceptWhatTheApiSends) {
  EXPECT_EQ(first_breach({start, open(0), ping, delta(0), delta(0), shut(0), why, stop}), "");
  EXPECT_EQ(first_breach({start, open(0, "thinking"), delta(0, "thinking_delta"),
                          delta(0, "signature_delta"), shut(0), open(1), delta(1), shut(1),
                          open(2, "tool_use"), delta(2, "input_json_delta"), shut(2), why, stop}),
            "");
  EXPECT_EQ(first_breach({start, why, why, stop}), "");
}

TEST(StreamRules, AcceptEventsBlocksAndDeltasThatAreNewToThem) {
  EXPECT_EQ(first_breach({R"({"type":"news"})", start, R"({"type":"news","index":9})",
                          open(0, "poem"), delta(0, "verse_delta"), shut(0), why, stop}),
            "");
}

TEST(StreamRules, NameWhatIsOutOfOrder) {
  using Case = std::pair<std::vector<std::string>, std::string>;
  for (const auto& [events, breach] : std::vector<Case>{
           {{start, start}, "a second message_start"},
           {{start, open(0), delta(0), start}, "a second message_start"},
           {{open(0)}, "a block outside of the message"},
           {{start, why, open(0)}, "a block outside of the message"},
           {{start, open(0), open(1)}, "a block inside of another"},
           {{start, open(1)}, "block 1 where block 0 was due"},
           {{start, open(0), shut(0), open(0)}, "block 0 where block 1 was due"},
           {{start, delta(0)}, "a delta for block 0, which is not open"},
           {{start, open(0), delta(1)}, "a delta for block 1, which is not open"},
           {{start, open(0), shut(0), delta(0)}, "a delta for block 0, which is not open"},
           {{start, open(0), delta(0, "input_json_delta")},
            "a input_json_delta in a block of text"},
           {{start, open(0, "tool_use"), delta(0)}, "a text_delta in a block of tool_use"},
           {{start, open(0), shut(1)}, "a stop of block 1, which is not open"},
           {{start, open(0), shut(0), shut(0)}, "a stop of block 0, which is not open"},
           {{why}, "message_delta before message_start"},
           {{start, open(0), why}, "message_delta inside of a block"},
           {{start, open(0), shut(0), stop}, "message_stop without message_delta"},
           {{start, open(0), stop}, "message_stop inside of a block"}})
    EXPECT_EQ(first_breach(events), breach);
}

TEST(StreamRules, SurviveEventsThatAreNoEvents) {
  for (const char* event : {"7", "null", "[]", "{}", R"({"type":7})"})
    EXPECT_EQ(first_breach({event}), "") << event;
  EXPECT_NE(first_breach({start, R"({"type":"content_block_start","index":"0"})"}), "");
}

}  // namespace
}  // namespace squall
