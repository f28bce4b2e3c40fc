// Streams that are closed without their last chunk.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(AbortedStream, ClosesAfterTheChosenShareOfTheDeltas) {
  EXPECT_EQ(script_after("aborted_stream", {{"at", "1/5"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 close\n");
}

TEST(AbortedStream, ClosesInTheMiddleOfAnEvent) {
  EXPECT_EQ(script_after("aborted_stream", {{"at", "1/5"}, {"place", "in_event"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send delta \"<t\"\n"
            "0 close\n");
}

TEST(AbortedStream, KeepsTheWaitBeforeTheDeltaItCuts) {
  Reply reply = toy_stream();
  reply.script.insert(reply.script.begin() + 3, wait(std::chrono::seconds(2)));
  EXPECT_EQ(script_after("aborted_stream", {{"at", "1/5"}, {"place", "in_event"}}, reply),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "2s send delta \"<t\"\n"
            "2s close\n");
}

TEST(AbortedStream, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("aborted_stream", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
