// The resilient stack against streams that break, in every way that a client can notice.
#include <gtest/gtest.h>

#include "tests/runner/reference/support/hand_made_server.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

const std::string good = "answered Good day";

// One try brings the whole answer.
void takes(const Acts& acts) {
  const CallSeen seen = ask("resilient", {acts});
  EXPECT_EQ(seen.told(), good);
  EXPECT_EQ(seen.asked.size(), 1U);
}

// Alone it is an open failure of this kind, in time; before a good stream it costs one try.
void refuses(const Acts& bad, const std::string& kind) {
  const CallSeen never = ask("resilient", {bad});
  EXPECT_EQ(never.told(), "failed " + kind);
  EXPECT_LT(never.ended, 60s);
  const CallSeen seen = ask("resilient", {bad, streams(good_stream())});
  EXPECT_EQ(seen.told(), good);
  EXPECT_EQ(seen.asked.size(), 2U);
}

TEST(ResilientStream, KnowsATruncationWhereverItIs) {
  const std::string whole =
      sse_start() + sse_block() + sse_text("海") + sse_closing() + sse("message_stop");
  // Without the blank line behind the last event the answer is whole all the same.
  for (std::size_t cut = 0; cut + 2 < whole.size(); ++cut) {
    const CallSeen seen = ask("resilient", {streams(whole.substr(0, cut)), streams(good_stream())});
    EXPECT_EQ(seen.told(), good) << cut;
    EXPECT_EQ(seen.asked.size(), 2U) << cut;
  }
}

TEST(ResilientStream, KnowsAnAbortAndAReset) {
  const std::string part = stream_head() + chunk(sse_opening());
  refuses({Act{.bytes = part, .end = Act::fin}}, "connection");
  refuses({Act{.bytes = part, .end = Act::rst}}, "connection");
}

TEST(ResilientStream, TakesALastFrameWithoutItsBlankLine) {
  for (const std::size_t missing : {1U, 2U})
    takes(streams(good_stream().substr(0, good_stream().size() - missing)));
}

TEST(ResilientStream, KnowsErrorsInTheirMiddle) {
  const std::string error =
      sse("error", R"(,"error":{"type":"overloaded_error","message":"Overloaded"})");
  refuses(streams(error), "overloaded_error");
  refuses(streams(sse_opening() + error), "overloaded_error");
  refuses(streams(sse_opening() + R"({"type":"error","error":{"type":"api_error"}})"),
          "incomplete");
}

TEST(ResilientStream, LivesByContentAndNotByBytes) {
  const std::string pings = chunk(sse("ping"));
  const std::string comments = chunk(": waiting\n\n");
  const std::string nothing = chunk(sse_text(""));
  for (const std::string& alive : {pings, comments, nothing}) {
    Acts acts = says(stream_head() + chunk(sse_opening()));
    for (int i = 0; i < 300; ++i) acts.push_back({.wait = 1s, .bytes = alive});
    refuses(acts, "silent");
  }
  refuses(says(stream_head() + chunk(sse_opening())), "silent");
}

TEST(ResilientStream, WaitsWhileContentComes) {
  Acts acts = says(stream_head() + chunk(sse_opening()));
  for (int i = 0; i < 3; ++i) {
    acts.push_back({.wait = 9s, .bytes = chunk(sse("ping"))});
    acts.push_back({.wait = 9s, .bytes = chunk(i < 2 ? sse_text("") + sse_text("") : "")});
  }
  EXPECT_EQ(ask("resilient", {acts}).told(), "failed silent");
  acts = says(stream_head() + chunk(sse_start() + sse_block()));
  for (const char* word : {"Go", "od", " "})
    acts.push_back({.wait = 15s, .bytes = chunk(sse_text(word))});
  acts.push_back({.bytes = chunk(sse_closing() + sse("message_stop")) + last_chunk});
  takes(acts);
}

TEST(ResilientStream, GivesATrickleUpAtItsDeadline) {
  Acts acts = says(stream_head() + chunk(sse_opening()));
  for (int i = 0; i < 60; ++i) acts.push_back({.wait = 10s, .bytes = chunk(sse_text("."))});
  const CallSeen seen = ask("resilient", {acts});
  EXPECT_EQ(seen.told(), "failed silent");
  EXPECT_EQ(seen.ended, 57s);
}

TEST(ResilientStream, KnowsEventsOutOfOrder) {
  const std::string end = sse_closing() + sse("message_stop");
  refuses(streams(sse_opening() + sse_opening() + end), "order");
  refuses(streams(sse_start() + sse_text("Good ") + end), "order");
  refuses(streams(sse_block() + sse_text("Good ") + end), "order");
  refuses(streams(sse_opening() + sse_shut() + end), "order");
  refuses(streams(sse_opening() + sse_why() + sse("message_stop")), "order");
  refuses(streams(sse_opening() + sse_shut() + sse("message_stop")), "order");
  refuses(streams(sse_opening() + sse_shut() + sse_why()), "incomplete");
}

TEST(ResilientStream, EndsWithItsTerminalEvent) {
  const std::string end = stream_head() + chunk(good_stream());
  const Acts open = says(end);
  const CallSeen seen = ask("resilient", {open});
  EXPECT_EQ(seen.told(), good);
  EXPECT_EQ(seen.ended, 0s) << "it must not wait for the end of the response";
  takes(streams(good_stream() + sse("message_stop")));
  takes(streams(good_stream() + sse_text("more") + sse("error", ",\"error\":{}")));
  takes({Act{.bytes = end, .end = Act::rst}});
  takes(says(end + "no chunk"));
}

TEST(ResilientStream, PassesOverWhatTheStandardPassesOver) {
  const std::string end = sse_closing() + sse("message_stop");
  takes(streams(sse_opening() + "garbage\nmore: garbage\n\n" + end));
  takes(streams(sse_opening() + "event: news\ndata: no JSON\n\n" + end));
  takes(streams(sse_opening() + sse("news", ",\"x\":1") + end));
  takes(streams("\xEF\xBB\xBF" + good_stream()));
  refuses(streams(sse_opening() + "event: content_block_delta\ndata: {\"type\":\n\n" + end),
          "unreadable_event");
}

TEST(ResilientStream, TakesEveryLineEndAndEveryCutting) {
  for (const std::string line_end : {"\r", "\r\n"}) {
    std::string events;
    for (const char c : good_stream()) events += c == '\n' ? line_end : std::string(1, c);
    takes(streams(events));
  }
  Acts bytes;
  for (const char c : stream_head() + chunk(good_stream()) + last_chunk)
    bytes.push_back({.wait = 1ns, .bytes = std::string(1, c)});
  takes(bytes);
}

TEST(ResilientStream, TakesAHugeEventAndLeavesAnEndlessOne) {
  const std::string huge = "data: {\"type\":\"ping\",\"x\":\"" + std::string(10 << 20, 'x') + "\"}";
  takes(streams(sse_opening() + huge + "\n\n" + sse_closing() + sse("message_stop")));
  Acts endless = says(stream_head() + chunk(sse_opening()) + chunk("data: "));
  for (int i = 0; i < 40; ++i) endless.push_back({.bytes = chunk(std::string(1 << 20, 'x'))});
  refuses(endless, "connection");
}

TEST(ResilientStream, ReadsNoCompressionThatItDidNotAskFor) {
  const std::string zipped =
      head("200 OK", "content-encoding: gzip\r\ntransfer-encoding: chunked\r\n");
  refuses(says(zipped + chunk("\x1f\x8b\x08") + last_chunk), "encoding");
}

TEST(ResilientStream, OfTheOthersLivesByBytesAndBelievesTheEnd) {
  for (const char* stack : {"naive", "sdk-like"}) {
    Acts pings = says(stream_head() + chunk(sse_opening()));
    for (int i = 0; i < 300; ++i) pings.push_back({.wait = 1s, .bytes = chunk(sse("ping"))});
    pings.push_back({.bytes = last_chunk});
    const CallSeen patient = ask(stack, {pings});
    EXPECT_EQ(patient.told(), "answered Good ");
    EXPECT_EQ(patient.ended, 300s);
    EXPECT_EQ(ask(stack, {streams(good_stream() + sse_text(", friend"))}).told(),
              "answered Good day, friend");
    EXPECT_EQ(ask(stack, {streams(sse_opening() + sse_opening())}).told(), "answered Good Good ");
  }
}

}  // namespace
}  // namespace squall
