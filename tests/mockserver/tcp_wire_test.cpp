// The three ways to end, as real sockets show them.
#include "mockserver/tcp_wire.hpp"

#include "scenarios/bad_input.hpp"
#include "tests/support/http_response.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/raw_client.hpp"

namespace squall {
namespace {

TEST(TcpWire, CarriesARequestAndItsAnswer) {
  LiveServer server;
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
    EXPECT_EQ(only_response(client.hear_until("\r\n0\r\n\r\n")).status, 200);
  }
  EXPECT_EQ(server.connections(), 1U);
}

TEST(TcpWire, ShowsAResetAsRst) {
  LiveServer server({rule_with("gone", "connection_reset", {{"when", "before_head"}})});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  EXPECT_EQ(client.hear_all(), "");
  EXPECT_EQ(client.end(), ECONNRESET);
  server.wait_for_connections(0);
}

TEST(TcpWire, LetsWhatWasSentBeforeAResetBeRead) {
  LiveServer server({rule_with("gone", "connection_reset")});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  EXPECT_NE(client.hear_all().find("content_block_delta"), std::string::npos);
  EXPECT_EQ(client.end(), ECONNRESET);
}

TEST(TcpWire, ShowsACloseAsFin) {
  LiveServer server({rule_with("cut", "aborted_stream")});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  EXPECT_NE(client.hear_all().find("content_block_delta"), std::string::npos);
  EXPECT_EQ(client.end(), 0);
}

TEST(TcpWire, ShowsACloseAsFinEvenWhenRequestsLieUnread) {
  LiveServer server({rule_with("cut", "aborted_stream")});
  RawClient client(server.port());
  std::string requests;
  for (int i = 0; i < 100; ++i) requests += claude_bytes("[[squall 1]]");
  ASSERT_TRUE(client.say(requests));
  EXPECT_NE(client.hear_all().find("content_block_delta"), std::string::npos);
  EXPECT_EQ(client.end(), 0);
  client.leave();
  server.wait_for_connections(0);
  EXPECT_EQ(server.events<AttemptEnded>().size(), 1U);
}

TEST(TcpWire, LetsARefusalBeReadWhileTheBodyIsStillBeingSent) {
  LiveServer server;
  RawClient client(server.port());
  ASSERT_TRUE(client.say(
      "POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\ncontent-length: 40000000\r\n\r\n"));
  EXPECT_TRUE(client.say(std::string(40'000'000, 'x')));
  EXPECT_EQ(only_response(client.hear_all()).status, 413);
  EXPECT_EQ(client.end(), 0);
}

TEST(TcpWire, StaysSilentAndOpenInAHold) {
  LiveServer server({rule_with("stall", "stall", {{"at", "1/2"}, {"resumes", "false"}})});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  EXPECT_NE(client.hear_until("content_block_delta").size(), 0U);
  EXPECT_EQ(server.events<AttemptEnded>().size(), 0U);
  EXPECT_EQ(server.connections(), 1U);
  client.leave();
  server.wait_for_connections(0);
  EXPECT_EQ(server.events<AttemptEnded>().at(0).how, "abandoned");
}

TEST(TcpWire, SaysNotAByteBeforeALatencyIsOver) {
  LiveServer server({rule_with("late", "latency", {{"lasting", "24h"}})});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  while (server.events<AttemptBegan>().empty()) {
  }
  EXPECT_TRUE(client.hears_nothing());
  client.leave();
  server.wait_for_connections(0);
  EXPECT_EQ(server.events<AttemptEnded>().at(0).bytes, 0U);
}

TEST(TcpWire, GivesAPeerUpThatNeverStopsSendingWhileItIsAnswered) {
  LiveServer server({rule_with("stall", "stall", {{"resumes", "false"}})});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  client.hear_until("content_block_delta");
  while (client.say(std::string(64 * 1024, 'x')) && server.connections() > 0) {
  }
  server.wait_for_connections(0);
  EXPECT_EQ(server.events<AttemptEnded>().at(0).how, "abandoned");
}

TEST(TcpWire, EndsHeldConnectionsWhenTheServerStops) {
  RawClient client = [] {
    LiveServer server({rule_with("stall", "stall", {{"resumes", "false"}})});
    RawClient held(server.port());
    EXPECT_TRUE(held.say(claude_bytes("[[squall 1]]")));
    held.hear_until("content_block_delta");
    return held;
  }();
  client.hear_all();
  EXPECT_EQ(client.end(), 0);
}

TEST(Server, ComplainsAboutAnAddressThatIsNone) {
  net::io_context context;
  VirtualRun run;
  const auto listen = [&](const Server::Address& address) {
    const Server server(context.get_executor(), run.service, address);
  };
  EXPECT_THROW(listen({.host = "localhost"}), BadInput);
  EXPECT_THROW(listen({.host = "203.0.113.1"}), BadInput);
  const Server server(context.get_executor(), run.service, {});
  EXPECT_THROW(listen({.port = server.port()}), BadInput);
}

}  // namespace
}  // namespace squall
