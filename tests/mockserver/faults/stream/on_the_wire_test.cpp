// Stream faults on real sockets, where TCP itself matters: how a connection ends, and in how many
// segments its bytes come.
#include <netinet/tcp.h>

#include <array>
#include <cstring>

#include "tests/support/http_response.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/raw_client.hpp"

namespace squall {
namespace {

// What a client hears of one stream to the end of its connection, and how that ended.
struct Heard {
  std::string bytes;
  int end = 0;
  bool is_whole_response() const { return only_response(bytes).status == 200; }
};

Heard hear_all(const Rule& rule) {
  LiveServer server({rule});
  RawClient client(server.port());
  EXPECT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  const std::string bytes = client.hear_all();
  return {bytes, client.end()};
}

TEST(StreamOnTheWire, IsResetByRst) {
  for (const std::string_view place : {"after_event", "in_event", "in_string", "in_character"}) {
    const Heard heard = hear_all(rule_with("gone", "connection_reset", {{"place", place}}));
    EXPECT_EQ(heard.end, ECONNRESET) << place;
    EXPECT_NE(heard.bytes.find("content_block_delta"), std::string::npos) << place;
    EXPECT_FALSE(heard.is_whole_response()) << place;
  }
}

TEST(StreamOnTheWire, IsAbortedByFinWithoutALastChunk) {
  const Heard heard = hear_all(rule_with("cut", "aborted_stream", {{"place", "in_character"}}));
  EXPECT_EQ(heard.end, 0);
  EXPECT_FALSE(heard.bytes.ends_with("0\r\n\r\n"));
  EXPECT_FALSE(heard.is_whole_response());
}

TEST(StreamOnTheWire, IsTruncatedSilentlyOnAConnectionThatLives) {
  LiveServer server({rule_with("cut", "silent_truncation", {{"place", "in_string"}})});
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
    const TestResponse response = only_response(client.hear_until("\r\n0\r\n\r\n"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body.find("message_stop"), std::string::npos);
    EXPECT_FALSE(response.body.ends_with("\n"));
  }
  EXPECT_EQ(server.connections(), 1U);
  EXPECT_TRUE(client.hears_nothing());
}

TEST(StreamOnTheWire, TellsAnErrorAndEndsByFin) {
  const Heard heard = hear_all(rule_with("error", "stream_error"));
  EXPECT_EQ(heard.end, 0);
  EXPECT_NE(heard.bytes.find("event: error\ndata: {\"type\":\"error\""), std::string::npos);
  EXPECT_EQ(heard.bytes.find("message_stop"), std::string::npos);
}

TEST(StreamOnTheWire, StaysOpenAfterItsEnd) {
  LiveServer server({rule_with("open", "socket_left_open")});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  const std::string heard = client.hear_until("{\"type\":\"message_stop\"");
  EXPECT_EQ(heard.find("\r\n0\r\n\r\n"), std::string::npos);
  EXPECT_EQ(server.connections(), 1U);
  client.leave();
  server.wait_for_connections(0);
  const AttemptEnded ended = server.events<AttemptEnded>().at(0);
  EXPECT_EQ(ended.how, "abandoned");
  EXPECT_TRUE(ended.told_end);
  EXPECT_EQ(ended.text_sent, ended.meant.size());
}

TEST(StreamOnTheWire, KeepsAliveForEver) {
  LiveServer server({rule_with("pings", "pings_only", {{"every", "1s"}})});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  std::string heard;
  for (int i = 0; i < 5; ++i) heard += client.hear_until("event: ping\n");
  EXPECT_NE(heard.find("event: ping\n"), std::string::npos);
  EXPECT_EQ(heard.find("content_block_delta"), std::string::npos);
  EXPECT_EQ(server.connections(), 1U);
}

// How many segments with data the client's kernel has taken in: tcpi_data_segs_in of the kernel's
// struct tcp_info (since Linux 4.6), of which the C library's headers know only the beginning.
std::uint32_t segments(const RawClient& client) {
  constexpr std::size_t place = 152;
  std::array<char, 160> info{};
  socklen_t size = info.size();
  EXPECT_EQ(::getsockopt(client.descriptor(), IPPROTO_TCP, TCP_INFO, info.data(), &size), 0);
  EXPECT_EQ(size, info.size());
  std::uint32_t count = 0;
  std::memcpy(&count, info.data() + place, sizeof count);
  return count;
}

struct Taken {
  std::size_t bytes = 0, segments = 0;
};
Taken taken_under(const Rule& rule) {
  LiveServer server({rule});
  RawClient client(server.port());
  EXPECT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  const std::string heard = client.hear_until("\r\n0\r\n\r\n");
  EXPECT_EQ(only_response(heard).status, 200);
  return {heard.size(), segments(client)};
}

// Ten segments go out before the first acknowledgement (RFC 6928). Later ones the sender's kernel
// may put together, for as long as the reader is slow to acknowledge.
TEST(StreamOnTheWire, ComesByteByByte) {
  EXPECT_GT(taken_under(rule_with("slow", "one_byte_segments", {{"first", "10"}})).segments, 10U);
  EXPECT_GT(taken_under(rule_with("slow", "one_byte_segments")).segments, 10U);
}

TEST(StreamOnTheWire, ComesInAsFewSegmentsAsItFits) {
  const Taken taken = taken_under(rule_with("held", "one_segment"));
  EXPECT_LE(taken.segments, 1 + taken.bytes / 16'384);
}

}  // namespace
}  // namespace squall
