// TLS as an independent client sees it, and as our own client tells it.
#include "mockserver/tls_wire.hpp"

#include <gtest/gtest.h>

#include "mockserver/tcp_wire.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/tls_error.hpp"
#include "tests/support/http_response.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/tls_client.hpp"

namespace squall {
namespace {

struct TlsServer : LiveServer {
  explicit TlsServer(std::vector<Rule> rules = {}) : LiveServer(std::move(rules), true) {}
};

TEST(TlsWire, CarriesRequestsAndTheirAnswers) {
  TlsServer server;
  TlsClient client(server.port(), server.authority());
  ASSERT_TRUE(client.is_open()) << client.verified();
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
    EXPECT_EQ(only_response(client.hear_until("\r\n0\r\n\r\n")).status, 200);
  }
  EXPECT_EQ(server.connections(), 1U);
}

TEST(TlsWire, ReadsARequestThatIsLargerThanARecord) {
  TlsServer server;
  TlsClient client(server.port(), server.authority());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]" + std::string(100'000, 'x'))));
  EXPECT_EQ(only_response(client.hear_until("\r\n0\r\n\r\n")).status, 200);
}

TEST(TlsWire, IsTrustedUnderEveryNameOfThisHost) {
  TlsServer server;
  for (const char* host : {"localhost", "127.0.0.1", "::1"})
    EXPECT_TRUE(TlsClient(server.port(), server.authority(), host).is_open()) << host;
  const TlsClient stranger(server.port(), server.authority(), "example.org");
  EXPECT_EQ(stranger.verified(), X509_V_ERR_HOSTNAME_MISMATCH);
}

TEST(TlsWire, IsNotTrustedByAnotherAuthority) {
  TlsServer server;
  const TlsClient client(server.port(), Certificates().authority());
  EXPECT_FALSE(client.is_open());
  EXPECT_NE(client.verified(), X509_V_OK);
}

TEST(TlsWire, SaysGoodbyeBeforeItCloses) {
  TlsServer server;
  TlsClient client(server.port(), server.authority());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]", true, "connection: close\r\n")));
  EXPECT_EQ(only_response(client.hear_all()).status, 200);
  EXPECT_EQ(client.why(), 0);
}

TEST(TlsWire, CanLeaveWithoutAGoodbye) {
  TlsServer server({rule_with("cut", "tls_no_close_notify", {{"after", "700B"}})});
  TlsClient client(server.port(), server.authority());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  EXPECT_EQ(client.hear_all().size(), 700U);
  EXPECT_EQ(client.why(), SSL_R_UNEXPECTED_EOF_WHILE_READING);
  server.wait_for_connections(0);
  EXPECT_EQ(server.events<ConnectionMet>().at(0).how, "cut");
  EXPECT_EQ(server.events<AttemptEnded>().at(0).how, "abandoned");
}

TEST(TlsWire, CanFailTheHandshake) {
  TlsServer server({rule_with("alert", "tls_handshake_failure")});
  const TlsClient client(server.port(), server.authority());
  EXPECT_FALSE(client.is_open());
  EXPECT_EQ(client.why(), SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE);
  EXPECT_EQ(server.events<ConnectionMet>().at(0).how, "alert");
}

TEST(TlsWire, CanShowACertificateThatHasRunOut) {
  TlsServer server({rule_with("old", "tls_expired_certificate")});
  const TlsClient client(server.port(), server.authority());
  EXPECT_FALSE(client.is_open());
  EXPECT_EQ(client.verified(), X509_V_ERR_CERT_HAS_EXPIRED);
}

TEST(TlsWire, CanShowACertificateOfAnotherHost) {
  TlsServer server({rule_with("lost", "tls_wrong_host")});
  const TlsClient by_address(server.port(), server.authority());
  EXPECT_EQ(by_address.verified(), X509_V_ERR_IP_ADDRESS_MISMATCH);
  const TlsClient by_name(server.port(), server.authority(), "localhost");
  EXPECT_EQ(by_name.verified(), X509_V_ERR_HOSTNAME_MISMATCH);
}

TEST(TlsWire, MeetsFaultsBeforeAndAfterTheHandshake) {
  TlsServer reset({rule_with("gone", "accept_reset")});
  EXPECT_FALSE(TlsClient(reset.port(), reset.authority()).is_open());
  TlsServer drained({rule_with("drained", "closed_before_headers")});
  TlsClient client(drained.port(), drained.authority());
  ASSERT_TRUE(client.is_open());
  ASSERT_TRUE(client.say("P"));
  EXPECT_EQ(client.hear_all(), "");
  EXPECT_EQ(client.why(), 0);
}

TEST(TlsWire, SurvivesWhatIsNoTls) {
  TlsServer server;
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  client.hear_all();
  server.wait_for_connections(0);
  EXPECT_TRUE(TlsClient(server.port(), server.authority()).is_open());
}

// What our own client makes of a server with this fault.
error_code dialled(std::vector<Rule> rules, const std::string* authority = nullptr) {
  TlsServer server(std::move(rules));
  net::io_context context;
  const TlsTrust trust(authority == nullptr ? server.authority() : *authority);
  const net::ip::tcp::endpoint endpoint(net::ip::address_v4::loopback(), server.port());
  Dial dial = tls_dial(tcp_dial(context.get_executor(), endpoint), context.get_executor(), trust,
                       "127.0.0.1");
  error_code ec;
  net::co_spawn(context, dial(), [&](std::exception_ptr exception, const Dialled& connection) {
    rethrow(exception);
    ec = connection.ec;
  });
  context.run();
  return ec;
}

TEST(TlsDial, TellsWhyItFailed) {
  EXPECT_EQ(dialled({}), error_code{});
  EXPECT_EQ(dialled({rule_with("a", "tls_handshake_failure")}), TlsError::handshake_failed);
  EXPECT_EQ(dialled({rule_with("a", "tls_expired_certificate")}), TlsError::certificate_expired);
  EXPECT_EQ(dialled({rule_with("a", "tls_wrong_host")}), TlsError::certificate_of_another_host);
  EXPECT_EQ(dialled({rule_with("a", "accept_reset")}), net::error::connection_reset);
  const std::string stranger = Certificates().authority();
  EXPECT_EQ(dialled({}, &stranger), TlsError::certificate_untrusted);
}

}  // namespace
}  // namespace squall
