// Replies as HTTP/1.1.
#include "mockserver/framing.hpp"

#include "tests/support/http_response.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

std::string framed(Reply reply, const FramingWishes& wishes = {}) {
  frame(reply, wishes);
  return print(reply.script);
}

Reply short_stream() {
  Reply reply = toy_stream();
  reply.script = {send(Role::open, "open"), toy_delta("a"), ending(StepKind::finish)};
  return reply;
}

TEST(Framing, AnnouncesTheLengthOfASizedBody) {
  EXPECT_EQ(framed(toy_body()),
            "0 send head \"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\n"
            "content-length: 21\\r\\nconnection: keep-alive\\r\\n\\r\\n\"\n"
            "0 send body \"{onetwothreefourfive}\"\n"
            "0 finish\n");
}

TEST(Framing, AnnouncesTheLengthItIsToldTo) {
  Reply reply = toy_body();
  reply.announced = 1000;
  frame(reply, {});
  EXPECT_EQ(header_in(reply.script[0].bytes, "content-length"), "1000");
}

TEST(Framing, MakesEachStepAChunkAndEndsCorrectly) {
  EXPECT_EQ(framed(short_stream()),
            "0 send head \"HTTP/1.1 200 OK\\r\\ncontent-type: text/event-stream\\r\\n"
            "transfer-encoding: chunked\\r\\nconnection: keep-alive\\r\\n\\r\\n\"\n"
            "0 send open \"4\\r\\nopen\\r\\n\"\n"
            "0 send delta \"3\\r\\n<a>\\r\\n\"\n"
            "0 send ending \"0\\r\\n\\r\\n\"\n"
            "0 finish\n");
}

TEST(Framing, WritesNoChunkForAnEmptyStep) {
  Reply reply = short_stream();
  reply.script.insert(reply.script.begin(), send(Role::ping, ""));
  frame(reply, {});
  EXPECT_EQ(only_response(bytes_of(reply.script)).body, "open<a>");
}

TEST(Framing, WritesSizesOfLargeChunksInHex) {
  Reply reply = short_stream();
  reply.script[0].bytes.assign(0x1234f, 'x');
  frame(reply, {});
  EXPECT_EQ(only_response(bytes_of(reply.script)).body, std::string(0x1234f, 'x') + "<a>");
}

TEST(Framing, LeavesTheLastChunkOutWhereTheConnectionEnds) {
  for (const StepKind kind : {StepKind::close, StepKind::reset, StepKind::hold}) {
    Reply reply = short_stream();
    reply.script.back().kind = kind;
    frame(reply, {});
    EXPECT_EQ(std::prev(reply.script.end(), 2)->bytes, "3\r\n<a>\r\n");
    EXPECT_EQ(reply.script.back().kind, kind);
  }
}

TEST(Framing, DelimitsABodyByTheEndOfTheConnection) {
  Reply reply = short_stream();
  reply.framing = Framing::until_close;
  EXPECT_EQ(framed(reply),
            "0 send head \"HTTP/1.1 200 OK\\r\\ncontent-type: text/event-stream\\r\\n"
            "connection: close\\r\\n\\r\\n\"\n"
            "0 send open \"open\"\n"
            "0 send delta \"<a>\"\n"
            "0 close\n");
}

TEST(Framing, SendsNoChunksToAClientThatKnowsNone) {
  Reply reply = short_stream();
  reply.framing = Framing::until_close;
  EXPECT_EQ(framed(short_stream(), {.keep_alive = true, .head_only = false, .chunks = false}),
            framed(reply));
}

TEST(Framing, ClosesWhenTheClientAsksForIt) {
  EXPECT_EQ(framed(toy_body(), {.keep_alive = false}),
            "0 send head \"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\n"
            "content-length: 21\\r\\nconnection: close\\r\\n\\r\\n\"\n"
            "0 send body \"{onetwothreefourfive}\"\n"
            "0 close\n");
}

TEST(Framing, AnswersHeadWithTheSameHeadAndNoBody) {
  EXPECT_EQ(framed(toy_body(), {.keep_alive = true, .head_only = true}),
            "0 send head \"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\n"
            "content-length: 21\\r\\nconnection: keep-alive\\r\\n\\r\\n\"\n"
            "0 finish\n");
  EXPECT_EQ(framed(short_stream(), {.keep_alive = true, .head_only = true}),
            "0 send head \"HTTP/1.1 200 OK\\r\\ncontent-type: text/event-stream\\r\\n"
            "transfer-encoding: chunked\\r\\nconnection: keep-alive\\r\\n\\r\\n\"\n"
            "0 finish\n");
}

TEST(Framing, KeepsWaitsThatStandBeforeTheFirstByteBeforeTheHead) {
  Reply reply = toy_body();
  reply.script.insert(reply.script.begin(), wait(std::chrono::seconds(3)));
  frame(reply, {});
  EXPECT_EQ(reply.script[0], wait(std::chrono::seconds(3)));
  EXPECT_EQ(reply.script[1].role, Role::head);
}

TEST(Framing, SendsTheHeadOfAnEmptyBody) {
  EXPECT_EQ(framed(toy_nothing()),
            "0 send head \"HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n"
            "connection: keep-alive\\r\\n\\r\\n\"\n"
            "0 finish\n");
}

TEST(Framing, SendsNothingBeforeAResetOrASilenceAtTheStart) {
  for (const StepKind kind : {StepKind::reset, StepKind::hold}) {
    Reply reply = toy_nothing();
    reply.script = {wait(std::chrono::seconds(1)), ending(kind)};
    const Script before = reply.script;
    frame(reply, {});
    EXPECT_EQ(reply.script, before);
  }
}

TEST(Framing, NamesEveryStatus) {
  EXPECT_EQ(reason_phrase(529), "Overloaded");
  EXPECT_EQ(reason_phrase(429), "Too Many Requests");
  EXPECT_EQ(reason_phrase(299), "Unknown");
  Reply reply = toy_nothing();
  reply.status = 520;
  reply.reason = "Web Server Returned an Unknown Error";
  frame(reply, {});
  EXPECT_TRUE(
      reply.script[0].bytes.starts_with("HTTP/1.1 520 Web Server Returned an Unknown Error\r\n"));
}

}  // namespace
}  // namespace squall
