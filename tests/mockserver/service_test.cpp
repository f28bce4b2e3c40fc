// One mock server in memory, on virtual time.
#include "mockserver/service.hpp"

#include "mockserver/control.hpp"
#include "tests/support/http_response.hpp"
#include "tests/support/virtual_run.hpp"

namespace squall {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

std::vector<int> statuses(std::string_view bytes) {
  std::vector<int> all;
  while (const auto response = take_response(bytes)) all.push_back(response->status);
  if (!bytes.empty()) all.push_back(-1);
  return all;
}

std::vector<std::string> calls_answered(const VirtualRun& run) {
  std::vector<std::string> calls;
  for (const AttemptEnded& ended : run.events<AttemptEnded>()) calls.push_back(ended.call);
  return calls;
}

TEST(Service, AnswersManyRequestsOnOneConnection) {
  VirtualRun run;
  Peer peer = run.connect();
  for (int i = 0; i < 20; ++i) {
    peer.say(claude_bytes("[[squall " + std::to_string(i) + "]]", i % 2 == 0));
    run.clock.run();
  }
  EXPECT_EQ(statuses(peer.heard()), std::vector<int>(20, 200));
  EXPECT_EQ(run.service.connections(), 1U);
  EXPECT_EQ(run.events<AttemptBegan>().back().connection, 1U);
  EXPECT_EQ(run.events<AttemptBegan>().back().id, 20U);
}

TEST(Service, AnswersPipelinedRequestsInTheirOrder) {
  VirtualRun run;
  std::string all;
  for (const std::string call : {"c", "a", "b"}) all += claude_bytes("[[squall " + call + "]]");
  EXPECT_EQ(statuses(run.exchange(all)), std::vector<int>(3, 200));
  EXPECT_EQ(calls_answered(run), (std::vector<std::string>{"c", "a", "b"}));
}

TEST(Service, ReadsARequestThatComesInPieces) {
  VirtualRun run;
  Peer peer = run.connect();
  for (const char c : claude_bytes("[[squall 1]]")) {
    peer.say(std::string(1, c));
    run.clock.run();
  }
  EXPECT_EQ(statuses(peer.heard()), std::vector<int>{200});
}

TEST(Service, RecordsAnAttemptFromBothEnds) {
  VirtualRun run;
  const std::string heard = run.exchange(claude_bytes("[[squall 4]]"));
  const AttemptBegan began = run.events<AttemptBegan>().at(0);
  EXPECT_EQ(began.call + " " + began.platform + " " + began.endpoint + " " + began.model,
            "4 anthropic messages claude-opus-4-8");
  const AttemptEnded ended = run.events<AttemptEnded>().at(0);
  EXPECT_EQ(ended.how, "finish");
  EXPECT_EQ(ended.status, 200);
  EXPECT_EQ(ended.bytes, heard.size());
  EXPECT_EQ(ended.text_sent, ended.meant.size());
  EXPECT_TRUE(ended.told_end);
  EXPECT_GT(ended.at, ended.first_byte);
}

TEST(Service, RecordsWhatWasMeantBesideWhatWasSaid) {
  VirtualRun run({rule_with("short", "max_tokens_stop", {{"at", "1/2"}})});
  const TestResponse response = only_response(run.exchange(claude_bytes("[[squall 4]]", false)));
  EXPECT_NE(response.body.find("\"stop_reason\":\"max_tokens\""), std::string::npos);
  EXPECT_EQ(run.events<AttemptBegan>().at(0).faults, std::vector<std::string>{"max_tokens_stop"});
  const AttemptEnded ended = run.events<AttemptEnded>().at(0);
  EXPECT_EQ(ended.stop, "end_turn");
  EXPECT_GT(ended.text_sent, 0U);
  EXPECT_LT(ended.text_sent, ended.meant.size());
  EXPECT_TRUE(ended.told_end);
}

TEST(Service, KeepsTheConnectionUsableAfterASilentTruncation) {
  VirtualRun run({rule_with("cut", "silent_truncation", {{"at", "1/2"}})});
  Peer peer = run.connect();
  peer.say(claude_bytes("[[squall 1]]"));
  run.clock.run();
  EXPECT_TRUE(peer.heard().ends_with("\r\n0\r\n\r\n"));
  const TestResponse response = only_response(peer.heard());
  EXPECT_EQ(response.status, 200);
  EXPECT_NE(response.body.find("content_block_delta"), std::string::npos);
  EXPECT_EQ(response.body.find("message_stop"), std::string::npos);
  EXPECT_TRUE(response.body.ends_with("}\n\n"));
  const AttemptEnded ended = run.events<AttemptEnded>().at(0);
  EXPECT_EQ(ended.how, "finish");
  EXPECT_FALSE(ended.told_end);
  EXPECT_LT(ended.text_sent, ended.meant.size());

  peer.say(claude_bytes("[[squall 2]]", false));
  run.clock.run();
  EXPECT_EQ(statuses(peer.heard()), (std::vector<int>{200, 200}));
}

TEST(Service, ResetsAndClosesAsPlanned) {
  VirtualRun reset({rule_with("gone", "connection_reset", {{"when", "before_head"}})});
  Peer first = reset.connect();
  first.say(claude_bytes("[[squall 1]]"));
  reset.clock.run();
  EXPECT_EQ(first.end(), net::error::connection_reset);
  EXPECT_EQ(first.heard(), "");
  EXPECT_EQ(reset.events<AttemptEnded>().at(0).how, "reset");
  EXPECT_EQ(reset.service.connections(), 0U);

  VirtualRun cut({rule_with("cut", "aborted_stream")});
  Peer second = cut.connect();
  second.say(claude_bytes("[[squall 1]]"));
  cut.clock.run();
  EXPECT_EQ(second.end(), net::error::eof);
  EXPECT_EQ(statuses(second.heard()), std::vector<int>{-1});
  EXPECT_EQ(cut.events<AttemptEnded>().at(0).how, "close");
}

TEST(Service, NoticesAtOnceThatAClientLeavesMidAnswer) {
  VirtualRun run({rule_with("stall", "stall", {{"lasting", "10min"}})});
  Peer peer = run.connect();
  peer.say(claude_bytes("[[squall 1]]"));
  run.clock.run(seconds(90));
  EXPECT_EQ(run.service.connections(), 1U);
  peer.leave();
  run.clock.run();
  const AttemptEnded ended = run.events<AttemptEnded>().at(0);
  EXPECT_EQ(ended.how, "abandoned");
  EXPECT_EQ(ended.at, seconds(90));
  EXPECT_GT(ended.text_sent, 0U);
  EXPECT_EQ(run.service.connections(), 0U);
}

TEST(Service, HoldsAConnectionUntilTheClientLeaves) {
  VirtualRun run({rule_with("stall", "stall", {{"resumes", "false"}})});
  Peer peer = run.connect();
  peer.say(claude_bytes("[[squall 1]]"));
  run.clock.run(std::chrono::hours(3));
  run.service.sweep(std::chrono::hours(3));
  run.clock.run();
  EXPECT_FALSE(peer.end());
  peer.leave();
  run.clock.run();
  EXPECT_EQ(run.events<AttemptEnded>().at(0).how, "abandoned");
  EXPECT_EQ(run.events<AttemptEnded>().at(0).at, std::chrono::hours(3));
}

TEST(Service, EndsAllConnectionsWhenItIsToldTo) {
  VirtualRun run({rule_with("stall", "stall", {{"resumes", "false"}})});
  Peer idle = run.connect(), held = run.connect();
  held.say(claude_bytes("[[squall 1]]"));
  run.clock.run();
  EXPECT_EQ(run.service.connections(), 2U);
  run.service.close_all();
  run.clock.run();
  EXPECT_EQ(run.service.connections(), 0U);
  EXPECT_EQ(idle.end(), net::error::eof);
  EXPECT_EQ(held.end(), net::error::eof);
}

TEST(Service, ForgetsTheLastConnectionsWithoutAService) {
  VirtualRun run({rule_with("stall", "stall", {{"resumes", "false"}})});
  Peer idle = run.connect(), held = run.connect(), slow = run.connect();
  held.say(claude_bytes("[[squall 1]]"));
  slow.say("POST /");
  run.clock.run();
  EXPECT_EQ(run.service.connections(), 3U);
}

TEST(Service, SurvivesTheEndOfAConnectionAfterEveryByteOfARequest) {
  VirtualRun run;
  const std::string request = claude_bytes("[[squall 1]]", false);
  for (std::size_t length = 0; length <= request.size(); ++length) {
    Peer peer = run.connect();
    peer.say(request.substr(0, length));
    run.clock.run();
    peer.leave();
    run.clock.run();
    EXPECT_EQ(peer.heard().empty(), length < request.size()) << length;
  }
  EXPECT_EQ(run.service.connections(), 0U);
  EXPECT_EQ(run.events<AttemptEnded>().size(), 1U);
  EXPECT_TRUE(run.events<Stray>().empty());
}

TEST(Service, EndsARequestThatTakesTooLong) {
  VirtualRun run({}, {.request = minutes(1), .idle = minutes(10)});
  Peer peer = run.connect();
  run.service.sweep(minutes(5));
  peer.say("POST /anthropic/v1/messages HTTP/1.1\r\n");
  for (int second = 0; second < 60; second += 10) {
    run.clock.run();
    run.service.sweep(seconds(10));
    peer.say("x-slow: yes\r\n");
  }
  run.clock.run();
  EXPECT_FALSE(peer.end());
  run.service.sweep(seconds(1));
  run.clock.run();
  EXPECT_EQ(peer.end(), net::error::eof);
  EXPECT_EQ(run.service.connections(), 0U);
}

TEST(Service, EndsAConnectionThatIsIdleTooLong) {
  VirtualRun run({}, {.request = minutes(1), .idle = minutes(10)});
  Peer peer = run.connect();
  peer.say(claude_bytes("[[squall 1]]", false));
  run.clock.run();
  run.service.sweep(minutes(10));
  run.clock.run();
  EXPECT_FALSE(peer.end());
  run.service.sweep(seconds(1));
  run.clock.run();
  EXPECT_EQ(peer.end(), net::error::eof);
}

TEST(Service, TellsAClientThatWaitsToContinue) {
  VirtualRun run;
  const std::string request = claude_bytes("[[squall 1]]", false, "expect: 100-continue\r\n");
  const std::size_t head = request.find("\r\n\r\n") + 4;
  Peer peer = run.connect();
  peer.say(request.substr(0, head));
  run.clock.run();
  EXPECT_EQ(peer.heard(), "HTTP/1.1 100 Continue\r\n\r\n");
  peer.say(request.substr(head));
  run.clock.run();
  std::string_view rest = std::string_view(peer.heard()).substr(25);
  EXPECT_EQ(statuses(rest), std::vector<int>{200});
}

TEST(Service, RefusesWhatIsNoRequestAndEndsTheConnection) {
  VirtualRun run;
  Peer peer = run.connect();
  peer.say("what?\r\n\r\n");
  run.clock.run();
  EXPECT_EQ(statuses(peer.heard()), std::vector<int>{400});
  EXPECT_EQ(peer.end(), net::error::eof);
  EXPECT_EQ(run.events<Stray>().at(0).status, 400);
  EXPECT_TRUE(run.events<AttemptBegan>().empty());
}

TEST(Service, RefusesAPathThatNobodyServesInAPlatformsShape) {
  VirtualRun run;
  const TestResponse response =
      only_response(run.exchange("GET /nobody HTTP/1.1\r\nhost: h\r\n\r\n"));
  EXPECT_EQ(response.status, 404);
  EXPECT_TRUE(response.body.starts_with(
      R"({"type":"error","error":{"type":"not_found_error","message":"Not Found"},"request_id":)"))
      << response.body;
  EXPECT_EQ(run.events<Stray>().at(0).what, "GET /nobody");
  EXPECT_EQ(run.events<Stray>().at(0).status, 404);
}

TEST(Service, SendsNoBodyToHead) {
  VirtualRun run;
  const std::string heard = run.exchange(
      "HEAD /nobody HTTP/1.1\r\nhost: h\r\n\r\nHEAD /v1/models HTTP/1.1\r\nhost: h\r\n\r\n");
  EXPECT_TRUE(heard.ends_with("\r\n\r\n"));
  EXPECT_EQ(heard.find('{'), std::string::npos) << heard;
  const std::size_t first = heard.find("\r\n\r\n");
  EXPECT_TRUE(heard.substr(first + 4).starts_with("HTTP/1.1 ")) << heard;
}

TEST(Service, SendsAnOldClientNoChunks) {
  VirtualRun run;
  std::string request = claude_bytes("[[squall 1]]");
  request.replace(request.find("HTTP/1.1"), 8, "HTTP/1.0");
  const TestResponse response = only_response(run.exchange(request));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header_in(response.head, "transfer-encoding"), "");
  EXPECT_EQ(header_in(response.head, "connection"), "close");
  EXPECT_TRUE(response.body.starts_with("event: message_start\n"));
}

TEST(Service, AsksWhoeverIsAsideFirst) {
  VirtualRun run;
  run.service.set_aside(Control("t", {.now = [&run] { return run.clock.now(); },
                                      .skip = {},
                                      .history = {},
                                      .scenario = "toy",
                                      .speed = "1"}));
  const std::string ask = "GET /squall/time HTTP/1.1\r\nhost: h\r\nx-squall-token: t\r\n\r\n";
  EXPECT_EQ(only_response(run.exchange(ask)).body,
            "{\"scenario\":\"toy\",\"now_ns\":0,\"now\":\"+0\",\"speed\":\"1\"}\n");
  EXPECT_EQ(only_response(run.exchange("GET /squall/time HTTP/1.1\r\nhost: h\r\n\r\n")).status,
            401);
  EXPECT_TRUE(run.journal.history.events.empty());
}

}  // namespace
}  // namespace squall
