// The resilient stack against hand-made bytes: true answers, or open failures in time.
#include "runner/reference/reference.hpp"

#include <gtest/gtest.h>

#include <boost/asio/error.hpp>

#include "tests/runner/reference/support/hand_made_server.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

const std::string good = "answered Good day";

Acts overloaded(const std::string& headers = "") {
  return says(sized("529 Overloaded", "{}", headers));
}
Acts good_answer() { return streams(good_stream()); }

// What comes first is bad, what comes then is good: the stack must find to the good one.
void survives(const Acts& bad, bool stream = true) {
  const Acts then = stream ? good_answer() : says(sized("200 OK", good_body()));
  const CallSeen seen = ask("resilient", {bad, then}, order_of(stream));
  EXPECT_EQ(seen.told(), good);
  EXPECT_EQ(seen.asked.size(), 2U);
  EXPECT_EQ(seen.connections, 2U) << "a failure must not be followed by the same connection";
}

// Nothing but this: an open failure of this kind, before the deadline.
void fails(const Acts& bad, const std::string& kind, bool stream = true) {
  const CallSeen seen = ask("resilient", {bad}, order_of(stream));
  EXPECT_EQ(seen.told(), "failed " + kind);
  EXPECT_LT(seen.ended, 60s);
  EXPECT_GT(seen.asked.size(), 1U);
}

void survives_and_fails(const Acts& bad, const std::string& kind, bool stream = true) {
  survives(bad, stream);
  fails(bad, kind, stream);
}

// --- connections ---------------------------------------------------------------------------------

TEST(Resilient, DialsAgainWhenAConnectionIsNotMade) {
  for (const Entrance& entrance :
       {Entrance{.ec = net::error::connection_refused},
        Entrance{.ec = net::error::connection_reset}, Entrance{.opens = false}}) {
    const CallSeen seen = ask("resilient", {good_answer()}, order_of(), {entrance, Entrance{}});
    EXPECT_EQ(seen.told(), good);
    EXPECT_LT(seen.ended, 7s);
    const CallSeen never = ask("resilient", {good_answer()}, order_of(), {entrance});
    EXPECT_EQ(never.outcome.outcome, "failed");
    EXPECT_LT(never.ended, 60s);
  }
}

TEST(Resilient, SurvivesConnectionsThatEndBeforeTheHead) {
  survives_and_fails({Act{.end = Act::fin}}, "connection");
  survives_and_fails({Act{.end = Act::rst}}, "connection");
  survives_and_fails({Act{.bytes = "HTTP/1.1 200", .end = Act::fin}}, "connection");
}

TEST(Resilient, SurvivesSilence) {
  survives_and_fails({}, "silent");
  survives_and_fails({Act{.bytes = stream_head()}}, "silent");
  survives_and_fails({Act{.bytes = head("200 OK", "content-length: 9\r\n")}}, "silent", false);
}

TEST(Resilient, SurvivesAHeadThatComesByteByByte) {
  Acts slow;
  for (const char c : stream_head() + chunk(good_stream()) + last_chunk)
    slow.push_back({.wait = 1s, .bytes = std::string(1, c)});
  survives_and_fails(slow, "silent");
}

// --- lengths -------------------------------------------------------------------------------------

TEST(Resilient, SurvivesWrongLengths) {
  const std::string body = good_body();
  const auto announced = [&](std::size_t length) {
    return head("200 OK", "content-length: " + std::to_string(length) + "\r\n") + body;
  };
  survives_and_fails({Act{.bytes = announced(body.size() + 5)}}, "silent", false);
  survives_and_fails({Act{.bytes = announced(body.size() + 5), .end = Act::fin}}, "connection",
                     false);
  survives_and_fails(says(announced(body.size() - 5)), "unreadable_body", false);
}

TEST(Resilient, TakesABodyThatEndsWithItsConnectionWhenItIsComplete) {
  const std::string plain = head("200 OK", "content-type: application/json\r\n");
  EXPECT_EQ(
      ask("resilient", {{Act{.bytes = plain + good_body(), .end = Act::fin}}}, order_of(false))
          .told(),
      good);
  EXPECT_EQ(ask("resilient", {{Act{.bytes = plain + good_stream(), .end = Act::fin}}}).told(),
            good);
  survives_and_fails({Act{.bytes = plain + "{\"type\":", .end = Act::fin}}, "unreadable_body",
                     false);
  survives_and_fails({Act{.bytes = plain + sse_opening(), .end = Act::fin}}, "incomplete");
}

// --- refusals ------------------------------------------------------------------------------------

TEST(Resilient, FollowsRedirectsAndLeavesALoop) {
  const Acts redirect = says(sized("307 Temporary Redirect", "", "location: ?redirected=1\r\n"));
  const CallSeen once = ask("resilient", {redirect, good_answer()});
  EXPECT_EQ(once.told(), good);
  EXPECT_EQ(once.asked.back().head.substr(0, 43), "POST /anthropic/v1/messages?redirected=1 HT");
  fails(redirect, "status");
}

TEST(Resilient, SurvivesRefusalsHoweverTheyAdvise) {
  for (const char* advice :
       {"", "retry-after: 3\r\n", "retry-after: 1.5\r\n", "retry-after: 0\r\n",
        "retry-after: -5\r\n", "retry-after: 86400\r\n", "retry-after: soon\r\n",
        "retry-after-ms: 250\r\n", "x-should-retry: true\r\n", "x-should-retry: false\r\n",
        "date: Fri, 05 Jun 2026 15:08:00 GMT\r\nretry-after: Fri, 05 Jun 2026 15:08:03 GMT\r\n",
        "date: Fri, 05 Jun 2026 15:08:00 GMT\r\nretry-after: Fri, 05 Jun 2026 15:07:00 GMT\r\n"})
    survives_and_fails(overloaded(advice), "status");
  survives_and_fails(says(sized("502 Bad Gateway", "<html>")), "status");
  survives_and_fails(says(sized("500 Internal Server Error", "")), "status");
}

TEST(Resilient, WaitsAsLongAsALimitSaysAndFailsOpenlyWhenItCannot) {
  const auto limited = [](const std::string& seconds) {
    return says(sized("429 Too Many Requests", "{}", "retry-after: " + seconds + "\r\n"));
  };
  const CallSeen obeyed = ask("resilient", {limited("30"), good_answer()});
  EXPECT_EQ(obeyed.told(), good);
  EXPECT_GT(obeyed.asked[1].at, 30s);
  const CallSeen gone = ask("resilient", {limited("86400"), good_answer()});
  EXPECT_EQ(gone.told(), "failed status");
  EXPECT_EQ(gone.ended, 0s);
  CallOrder elsewhere = order_of();
  elsewhere.fallbacks = {"n"};
  const CallSeen moved = ask("resilient",
                             {limited("86400"), streams(sse_start("n") + sse_block() +
                                                        sse_closing() + sse("message_stop"))},
                             elsewhere);
  EXPECT_EQ(moved.told(), "answered day");
  EXPECT_EQ(moved.outcome.model, "n");
}

TEST(Resilient, AsksNoMoreWhereThatIsInVain) {
  for (const char* status : {"400 Bad Request", "401 Unauthorized", "413 Content Too Large"}) {
    const CallSeen seen = ask("resilient", {says(sized(status, "{}"))});
    EXPECT_EQ(seen.told(), "failed status");
    EXPECT_EQ(seen.asked.size(), 1U);
  }
}

// --- answers -------------------------------------------------------------------------------------

Acts body(const std::string& content, const std::string& more = R"("stop_reason":"end_turn")") {
  return says(
      sized("200 OK", R"({"type":"message","model":"m","content":)" + content + "," + more + "}"));
}

TEST(Resilient, SurvivesBodiesThatAreNoAnswer) {
  survives_and_fails(body("[]"), "empty", false);
  survives_and_fails(body(R"([{"type":"thinking","thinking":"Hm","signature":"s"}])"), "empty",
                     false);
  survives_and_fails(body(R"([{"type":"text","text":"Good"}])", R"("stop_reason":null)"),
                     "incomplete", false);
  survives_and_fails(body(R"([{"type":"text","text":"Good"}])", R"("stop_reason":"max_tokens")"),
                     "cut_short", false);
  survives_and_fails(
      says(sized("200 OK", R"({"type":"error","error":{"type":"api_error","message":"x"}})")),
      "api_error", false);
  survives_and_fails(says(sized("200 OK", "{\"type\":\"mess")), "unreadable_body", false);
  survives_and_fails(says(sized("200 OK", good_body(), "content-encoding: gzip\r\n")), "encoding",
                     false);
}

TEST(Resilient, HandsOnThatMaxTokensEndedAnAnswer) {
  const CallSeen seen = ask("resilient",
                            {body(R"([{"type":"text","text":"Good"}])",
                                  R"("stop_reason":"max_tokens","usage":{"output_tokens":1024})")},
                            order_of(false));
  EXPECT_EQ(seen.told(), "answered Good");
  EXPECT_EQ(seen.outcome.stop, "max_tokens");
}

TEST(Resilient, SaysOpenlyThatTheModelRefused) {
  const CallSeen seen =
      ask("resilient", {body(R"([{"type":"text","text":"No"}])", R"("stop_reason":"refusal")")},
          order_of(false));
  EXPECT_EQ(seen.told(), "failed refusal");
  EXPECT_EQ(seen.asked.size(), 1U);
}

TEST(Resilient, WantsTheModelItAskedFor) {
  survives_and_fails(streams(sse_start("n") + sse_block() + sse_closing() + sse("message_stop")),
                     "wrong_model");
}

// --- tools ---------------------------------------------------------------------------------------

std::string tool_turn(const std::string& name, const std::string& arguments,
                      const std::string& id = "t1", int blocks = 1) {
  std::string events = sse_start();
  for (int i = 0; i < blocks; ++i) {
    const std::string index = ",\"index\":" + std::to_string(i);
    events += sse("content_block_start", index + R"(,"content_block":{"type":"tool_use","id":")" +
                                             id + R"(","name":")" + name + R"(","input":{}})");
    events +=
        sse("content_block_delta",
            index + R"(,"delta":{"type":"input_json_delta","partial_json":")" + arguments + "\"}");
    events += sse("content_block_stop", index);
  }
  return events + sse_why("tool_use") + sse("message_stop");
}

const std::string arguments = R"({\"order\":\"7\",\"amount_cents\":5})";

TEST(Resilient, ActsOnNoToolCallThatIsBroken) {
  CallOrder order = order_of();
  order.tools = true;
  const std::string whole = tool_turn("charge_card", arguments);
  for (const std::string& bad :
       {tool_turn("charge_card", R"({\"order\":\"7)"), tool_turn("charge_card", "nonsense"),
        tool_turn("refund_card", arguments), tool_turn("charge_card", arguments, "t1", 2),
        whole.substr(0, whole.find("event: message_delta"))}) {
    const CallSeen never = ask("resilient", {streams(bad)}, order);
    EXPECT_EQ(never.outcome.outcome, "failed");
    EXPECT_EQ(never.effects, std::vector<std::string>{});
    const CallSeen seen = ask("resilient", {streams(bad), streams(whole), good_answer()}, order);
    EXPECT_EQ(seen.told(), good);
    EXPECT_EQ(seen.effects, std::vector<std::string>{"7"});
  }
}

TEST(Resilient, ActsOnceWhenTheTurnAfterTheToolFails) {
  CallOrder order = order_of();
  order.tools = true;
  const CallSeen seen =
      ask("resilient",
          {streams(tool_turn("charge_card", arguments)), overloaded(), streams(sse_opening()),
           streams(tool_turn("charge_card", arguments, "t2")), good_answer()},
          order);
  EXPECT_EQ(seen.told(), good);
  EXPECT_EQ(seen.effects, std::vector<std::string>{"7"});
}

TEST(Resilient, MendsAConversationWhoseThinkingIsRefused) {
  const Acts refusal =
      says(sized("400 Bad Request", "messages.1.content.0: Invalid `signature` in `thinking` block",
                 "x-should-retry: false\r\n"));
  const CallSeen seen = ask("resilient", {refusal, good_answer()});
  EXPECT_EQ(seen.told(), "failed status") << "there is no thinking to take out";
  EXPECT_EQ(seen.asked.size(), 1U);
}

}  // namespace
}  // namespace squall
