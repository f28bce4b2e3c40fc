// Events out of bytes that arrive in any pieces, with any line ends.
#include "runner/reference/sse.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace squall {
namespace {

using Events = std::vector<std::pair<std::string, std::string>>;  // name, data

Events parsed(const std::vector<std::string_view>& pieces) {
  SseParser parser;
  Events events;
  for (const std::string_view piece : pieces)
    parser.feed(piece, [&](SseEvent&& event) { events.emplace_back(event.name, event.data); });
  return events;
}

Events parsed(std::string_view text) { return parsed(std::vector{text}); }

std::string with_line_ends(std::string text, const std::string& end) {
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + end.size()))
    text.replace(at, 1, end);
  return text;
}

const std::string stream =
    "\xEF\xBB\xBF"
    "event: message_start\ndata: {\"a\":1}\n\n"
    ": a comment\n\n"
    "data: 海の風\ndata\ndata:  two\nid: 7\nretry: 10\n\n"
    "event: ping\n\n"
    "event: message_stop\ndata:{}\n\n";
const Events meant{{"message_start", "{\"a\":1}"}, {"", "海の風\n\n two"}, {"message_stop", "{}"}};

TEST(Sse, JoinsDataAndLeavesOutCommentsAndEventsWithoutData) { EXPECT_EQ(parsed(stream), meant); }

TEST(Sse, GivesTheSameEventsWhereverTheBytesAreCutAndHoweverLinesEnd) {
  for (const std::string end : {"\n", "\r", "\r\n"}) {
    const std::string text = with_line_ends(stream, end);
    const std::string_view whole = text;
    for (std::size_t cut = 0; cut <= whole.size(); ++cut)
      EXPECT_EQ(parsed({whole.substr(0, cut), whole.substr(cut)}), meant) << cut;
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < whole.size(); ++i) bytes.push_back(whole.substr(i, 1));
    EXPECT_EQ(parsed(bytes), meant);
  }
}

TEST(Sse, MixesLineEnds) {
  EXPECT_EQ(parsed("data: a\r\n\rdata: b\n\r\ndata: c\r\r"),
            (Events{{"", "a"}, {"", "b"}, {"", "c"}}));
}

TEST(Sse, DropsAnEventWithoutItsBlankLine) {
  EXPECT_EQ(parsed("data: a\n\ndata: b\n"), (Events{{"", "a"}}));
  EXPECT_EQ(parsed("data: a\n\ndata: b"), (Events{{"", "a"}}));
}

TEST(Sse, TakesAByteOrderMarkAtTheBeginningOnly) {
  EXPECT_EQ(parsed("\xEF\xBB\xBF"
                   "data: a\n\n\xEF\xBB\xBF"
                   "data: b\n\n"),
            (Events{{"", "a"}}));
}

TEST(Sse, RemovesOneSpaceAfterTheColon) {
  EXPECT_EQ(parsed("data:a\n\ndata:  b \n\n"), (Events{{"", "a"}, {"", " b "}}));
}

TEST(Sse, KeepsTheNameForOneEvent) {
  EXPECT_EQ(parsed("event: x\ndata: a\n\ndata: b\n\n"), (Events{{"x", "a"}, {"", "b"}}));
}

}  // namespace
}  // namespace squall
