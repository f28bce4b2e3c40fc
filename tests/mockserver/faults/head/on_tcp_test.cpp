// What FIN, RST and silence look like to a client of TCP.
#include <cerrno>
#include <string>

#include "tests/support/http_response.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/raw_client.hpp"

namespace squall {
namespace {

TEST(SilenceOnTcp, IsNeitherFinNorRstNorAByte) {
  LiveServer server({rule_with("mute", "silence")});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  server.wait_until([&] { return server.history().size() == 1; });
  EXPECT_TRUE(client.hears_nothing());
  EXPECT_EQ(server.connections(), 1U);
  client.leave();
  server.wait_for_connections(0);
  EXPECT_EQ(server.events<AttemptEnded>().at(0).how, "abandoned");
  EXPECT_EQ(server.events<AttemptEnded>().at(0).bytes, 0U);
}

TEST(SilenceOnTcp, FollowsAWholeHead) {
  LiveServer server({rule_with("mute", "silence", {{"after", "head"}})});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  const std::string heard = client.hear_until("\r\n\r\n");
  EXPECT_TRUE(heard.starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_TRUE(heard.ends_with("\r\n\r\n"));
  EXPECT_TRUE(client.hears_nothing());
  client.leave();
  server.wait_for_connections(0);
  EXPECT_EQ(server.events<AttemptEnded>().at(0).bytes, heard.size());
}

// What a connection hears to one whole answer, and how it ends.
struct Heard {
  std::size_t announced = 0, body = 0;
  int end = -1;
};
Heard heard_with(const Given& given) {
  LiveServer server({rule_with("length", "wrong_length", given)});
  RawClient client(server.port());
  EXPECT_TRUE(client.say(claude_bytes("[[squall 1]]", false)));
  const std::string bytes = client.hear_all();
  const std::size_t head = bytes.find("\r\n\r\n") + 4;
  Heard heard{.body = bytes.size() - head, .end = client.end()};
  const std::string length(header_in(bytes.substr(0, head), "content-length"));
  heard.announced = static_cast<std::size_t>(std::stoul(length));
  return heard;
}

TEST(WrongLengthOnTcp, EndsBeforeTheAnnouncedByte) {
  const Heard closed = heard_with({{"by", "7B"}});
  EXPECT_EQ(closed.announced, closed.body + 7);
  EXPECT_EQ(closed.end, 0);
  const Heard reset = heard_with({{"by", "7B"}, {"ending", "reset"}});
  EXPECT_EQ(reset.announced, reset.body + 7);
  EXPECT_EQ(reset.end, ECONNRESET);
}

TEST(WrongLengthOnTcp, GoesOnBehindTheAnnouncedByte) {
  const Heard closed = heard_with({{"form", "too_short"}, {"by", "7B"}});
  EXPECT_EQ(closed.announced + 7, closed.body);
  EXPECT_EQ(closed.end, 0);
}

TEST(WrongLengthOnTcp, SpoilsTheNextAnswerOfAConnectionThatIsKept) {
  LiveServer server({rule_with("length", "wrong_length",
                               {{"form", "too_short"}, {"by", "7B"}, {"ending", "finish"}})});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]", false)));
  const std::string first = client.hear_until("\"}");
  ASSERT_TRUE(client.say(claude_bytes("[[squall 2]]", false)));
  std::string all = first + client.hear_until("HTTP/1.1 200 OK");
  std::string_view rest = all;
  ASSERT_TRUE(take_response(rest));
  EXPECT_FALSE(rest.starts_with("HTTP/1.1 "));
  EXPECT_NE(rest.find("HTTP/1.1 200 OK\r\n"), rest.npos);
  EXPECT_EQ(server.connections(), 1U);
}

TEST(CloseDelimitedOnTcp, EndsAWholeStreamWithFin) {
  LiveServer server({rule_with("close", "close_delimited")});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  const std::string heard = client.hear_all();
  EXPECT_EQ(client.end(), 0);
  const TestResponse response = only_response(heard);
  EXPECT_EQ(header_in(response.head, "transfer-encoding"), "");
  EXPECT_EQ(header_in(response.head, "content-length"), "");
  EXPECT_EQ(header_in(response.head, "connection"), "close");
  EXPECT_TRUE(response.body.starts_with("event: message_start\n"));
  EXPECT_NE(response.body.find("event: message_stop\n"), std::string::npos);
  EXPECT_EQ(server.events<AttemptEnded>().at(0).how, "close");
}

TEST(RedirectOnTcp, AnswersWhoeverFollowsItOnTheSameConnection) {
  LiveServer server({rule_with("elsewhere", "redirect")});
  RawClient client(server.port());
  std::string request = claude_bytes("[[squall 1]]", false);
  ASSERT_TRUE(client.say(request));
  const TestResponse sent_on = only_response(client.hear_until("\r\n\r\n"));
  EXPECT_EQ(sent_on.status, 307);
  EXPECT_EQ(header_in(sent_on.head, "location"), "?redirected=1");
  request.insert(request.find(" HTTP/1.1"), header_in(sent_on.head, "location"));
  ASSERT_TRUE(client.say(request));
  EXPECT_EQ(only_response(client.hear_until("\r\n0\r\n\r\n")).status, 200);
  EXPECT_EQ(server.connections(), 1U);
}

}  // namespace
}  // namespace squall
