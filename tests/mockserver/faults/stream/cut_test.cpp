// Where streams break off: the places inside events, and what a cut leaves.
#include "mockserver/faults/stream/cut.hpp"

#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

// The last event that still goes out, when a stream is cut there.
std::string last_bytes(Ratio at, Place place, Reply reply = event_stream()) {
  const auto from = Cut{at, place}(reply.script);
  return from == reply.script.end() ? "no such place" : std::prev(from)->bytes;
}

TEST(Cut, ComesBetweenTwoEvents) {
  EXPECT_EQ(last_bytes({1, 4}, Place::after_event), event_stream().script[1].bytes);
}

TEST(Cut, LeavesHalfOfTheNextEvent) {
  EXPECT_EQ(last_bytes({0, 1}, Place::in_event), R"(data: {"type":"text",")");
}

TEST(Cut, LeavesTheStringOpenThatCarriesText) {
  EXPECT_EQ(last_bytes({0, 1}, Place::in_string), R"(data: {"type":"text","text":"calm \)");
  EXPECT_EQ(last_bytes({1, 4}, Place::in_string), R"(data: {"type":"text","text":"Ær)");
}

TEST(Cut, LeavesAHalfCharacterOfTheNextDeltaThatHasOne) {
  EXPECT_EQ(last_bytes({0, 1}, Place::in_character), "data: {\"type\":\"text\",\"text\":\"\xC3");
}

TEST(Cut, LeavesArgumentsOpen) {
  EXPECT_EQ(last_bytes({0, 1}, Place::in_arguments), R"(data: {"type":"tool","json":"{\"po)");
  EXPECT_EQ(last_bytes({3, 4}, Place::in_arguments), R"(data: {"type":"tool","json":"\"Ska)");
}

TEST(Cut, TakesTheLastPlaceWhenNoneFollows) {
  EXPECT_EQ(last_bytes({1, 1}, Place::in_string), R"(data: {"type":"text","text":"Ær)");
  EXPECT_EQ(last_bytes({1, 1}, Place::in_event), R"(data: {"type":"tool",")");
}

TEST(Cut, CountsNothingOfTheEventItShortens) {
  for (const Place place : {Place::in_event, Place::in_string, Place::in_character}) {
    Reply reply = event_stream();
    const auto from = Cut{{0, 1}, place}(reply.script);
    EXPECT_EQ(std::prev(from)->tokens, 0U);
    EXPECT_EQ(std::prev(from)->text, 0U);
    EXPECT_EQ(std::prev(from)->role, Role::delta);
  }
}

TEST(Cut, LeavesAStreamAloneThatLacksThePlace) {
  for (const Place place : {Place::in_string, Place::in_character, Place::in_arguments}) {
    Reply reply = toy_stream();
    EXPECT_EQ(Cut({{1, 2}, place})(reply.script), reply.script.end());
    EXPECT_EQ(reply.script, toy_stream().script);
  }
}

TEST(ValueStrings, AreThoseThatAreNoKeys) {
  EXPECT_EQ(value_strings(R"(data: {"a":"x","b":["\"\\","\u00e9\u5d50\ud83c\udf0a"],"c" : "")"),
            (std::vector<JsonString>{{12, 1, 1}, {21, 4, 2}, {28, 24, 9}, {62, 0, 0}}));
}

TEST(ValueStrings, BearBytesThatAreNoJson) {
  EXPECT_EQ(value_strings(""), std::vector<JsonString>{});
  EXPECT_EQ(value_strings("\""), (std::vector<JsonString>{{1, 0, 0}}));
  EXPECT_EQ(value_strings("\"\\"), (std::vector<JsonString>{{1, 1, 1}}));
  EXPECT_EQ(value_strings("\"\\u12"), (std::vector<JsonString>{{1, 4, 1}}));
}

}  // namespace
}  // namespace squall
