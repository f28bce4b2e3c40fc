// Bodies that end with the connection.
#include "mockserver/framing.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(CloseDelimited, LeavesOutLengthAndChunks) {
  Reply reply = edited("close_delimited", {}, toy_stream());
  EXPECT_EQ(reply.script, toy_stream().script);
  frame(reply, {});
  EXPECT_EQ(reply.script[0].bytes,
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n");
  EXPECT_EQ(reply.script[1].bytes, "open");
  EXPECT_EQ(reply.script.back(), ending(StepKind::close));
}

}  // namespace
}  // namespace squall
