// Streams whose last event lacks its blank line.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

TEST(UnfinishedLastFrame, LacksTheBlankLineOfTheLastEvent) {
  Script expected = event_stream().script;
  expected[expected.size() - 2].bytes = "data: [DONE]\n";
  EXPECT_EQ(edited("unfinished_last_frame", {}, event_stream()).script, expected);
}

TEST(UnfinishedLastFrame, KnowsEveryKindOfLineEnd) {
  for (const auto& [as, end] : {std::pair("cr", "[DONE]\r"), std::pair("crlf", "[DONE]\r\n")}) {
    Reply reply = edited("line_ends", {{"as", as}}, event_stream());
    EXPECT_TRUE(said_by(edited("unfinished_last_frame", {}, reply).script).ends_with(end)) << as;
  }
}

TEST(UnfinishedLastFrame, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("unfinished_last_frame", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
