// Connection faults as real sockets show them: refused, silent, RST against FIN.
#include "mockserver/server.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>
#include <poll.h>

#include "tests/support/http_response.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/raw_client.hpp"

namespace squall {
namespace {

using std::chrono::hours;

// The server's clock runs a thousand times as fast as ours, so a window is hours long.
Rule between(Rule rule, Duration from, Duration to) {
  rule.during = {from, to};
  return rule;
}
constexpr Duration whole_window = hours(1000);

int answer_of(RawClient& client) {
  if (!client.say(claude_bytes("[[squall 1]]"))) return -1;
  const std::string heard = client.hear_until("\r\n0\r\n\r\n");
  return heard.empty() ? 0 : only_response(heard).status;
}
int answer_at(std::uint16_t port) {
  RawClient client(port);
  return answer_of(client);
}

std::vector<std::string> met(LiveServer& server) {
  std::vector<std::string> all;
  for (const ConnectionMet& met : server.events<ConnectionMet>())
    all.push_back(std::to_string(met.connection) + " " + met.rules.at(0) + " " + met.faults.at(0) +
                  " " + met.how);
  return all;
}
using Lines = std::vector<std::string>;

TEST(Door, RefusesEveryoneAndOpensAgain) {
  LiveServer server({between(rule_with("down", "connection_refused"), {}, whole_window)});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(RawClient(server.port()).end(), ECONNREFUSED);
  server.skip(whole_window);
  EXPECT_EQ(answer_at(server.port()), 200);
  EXPECT_EQ(met(server), Lines{"0 down connection_refused refused"});
}

// Stacks are started while the server listens; what they inherited would keep the port open.
TEST(Door, IsNotInheritedByProgramsThatAreStarted) {
  LiveServer server;
  int kept = 0;
  for (int descriptor = 0; descriptor < 1024; ++descriptor) {
    sockaddr_in bound{};
    socklen_t size = sizeof bound;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&bound), &size) != 0) continue;
    if (bound.sin_family != AF_INET || ntohs(bound.sin_port) != server.port()) continue;
    EXPECT_NE(::fcntl(descriptor, F_GETFD) & FD_CLOEXEC, 0);
    ++kept;
  }
  EXPECT_EQ(kept, 2);  // the one that listens, and the one that keeps the port
}

TEST(Door, ResetsWhoIsInsideWhenItShuts) {
  LiveServer server({between(rule_with("down", "connection_refused"), whole_window, hours(5000))});
  RawClient client(server.port());
  EXPECT_EQ(answer_of(client), 200);
  server.skip(whole_window);
  EXPECT_EQ(client.hear_all(), "");
  EXPECT_EQ(client.end(), ECONNRESET);
  EXPECT_EQ(RawClient(server.port()).end(), ECONNREFUSED);
}

TEST(Door, CanKeepWhoIsInside) {
  LiveServer server(
      {between(rule_with("down", "connection_refused", {{"open_connections", "kept"}}),
               whole_window, hours(5000))});
  RawClient client(server.port());
  EXPECT_EQ(answer_of(client), 200);
  server.skip(whole_window);
  EXPECT_EQ(RawClient(server.port()).end(), ECONNREFUSED);
  EXPECT_EQ(answer_of(client), 200);
}

TEST(Door, LetsConnectionsWaitUnacceptedInTheQueue) {
  LiveServer server({between(rule_with("hung", "never_accepted"), {}, whole_window)});
  RawClient client(server.port());
  EXPECT_EQ(client.end(), 0);
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  EXPECT_EQ(server.connections(), 0U);
  EXPECT_TRUE(client.hears_nothing());
  server.skip(whole_window);
  EXPECT_EQ(only_response(client.hear_until("\r\n0\r\n\r\n")).status, 200);
  EXPECT_EQ(met(server), Lines{"0 hung never_accepted unaccepted"});
}

// Connects without waiting; the kernel tries again by itself.
class PatientClient {
 public:
  explicit PatientClient(std::uint16_t port)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  ~PatientClient() { ::close(socket_); }
  PatientClient(const PatientClient&) = delete;
  PatientClient& operator=(const PatientClient&) = delete;

  // On loopback a handshake that is answered is over when `connect` returns.
  int state() const {
    tcp_info info{};
    socklen_t size = sizeof info;
    ::getsockopt(socket_, IPPROTO_TCP, TCP_INFO, &info, &size);
    return info.tcpi_state;
  }
  bool connects() const {
    pollfd wanted{socket_, POLLOUT, 0};
    return ::poll(&wanted, 1, 20'000) == 1 && state() == TCP_ESTABLISHED;
  }

 private:
  int socket_;
};

TEST(Door, LetsConnectingItselfHangUntilItOpens) {
  LiveServer server(
      {between(rule_with("hung", "never_accepted", {{"handshake", "hangs"}}), {}, whole_window)});
  const PatientClient first(server.port()), second(server.port());
  EXPECT_EQ(first.state(), TCP_SYN_SENT);
  EXPECT_EQ(second.state(), TCP_SYN_SENT);
  server.skip(whole_window);
  EXPECT_TRUE(first.connects());
  EXPECT_TRUE(second.connects());
  EXPECT_EQ(answer_at(server.port()), 200);
  // The server's own connection, which filled the queue, was never served.
  server.wait_for_connections(2);
  EXPECT_EQ(server.events<AttemptBegan>().at(0).connection, 3U);
}

TEST(Door, HangsAtOnceWhereSomebodyAlreadyWaits) {
  LiveServer server({between(rule_with("deaf", "never_accepted"), {}, whole_window),
                     between(rule_with("hung", "never_accepted", {{"handshake", "hangs"}}),
                             whole_window, 2 * whole_window)});
  const PatientClient first(server.port()), second(server.port());
  EXPECT_EQ(first.state(), TCP_ESTABLISHED);
  EXPECT_EQ(second.state(), TCP_ESTABLISHED);
  server.skip(whole_window);  // a server that waited for its own connection would be gone minutes
  const PatientClient third(server.port());
  EXPECT_EQ(third.state(), TCP_SYN_SENT);
  server.skip(whole_window);
  server.wait_for_connections(3);
  EXPECT_EQ(answer_at(server.port()), 200);
}

TEST(Door, CompletesHandshakesAgainBeforeItOpens) {
  LiveServer server(
      {between(rule_with("hung", "never_accepted", {{"handshake", "hangs"}}), {}, whole_window),
       between(rule_with("deaf", "never_accepted"), whole_window, 2 * whole_window)});
  const PatientClient before(server.port());
  EXPECT_EQ(before.state(), TCP_SYN_SENT);
  server.skip(whole_window);
  const PatientClient after(server.port());
  EXPECT_EQ(after.state(), TCP_ESTABLISHED);
  EXPECT_TRUE(before.connects());
  EXPECT_EQ(server.connections(), 0U);
  server.skip(whole_window);
  server.wait_for_connections(2);
  EXPECT_EQ(answer_at(server.port()), 200);
}

// The local port of this process's only socket that is still connecting; 0 when there is none.
std::uint16_t connecting_port() {
  for (int descriptor = 0; descriptor < 1024; ++descriptor) {
    tcp_info info{};
    socklen_t size = sizeof info;
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) continue;
    sockaddr_in bound{};
    size = sizeof bound;
    if (info.tcpi_state != TCP_SYN_SENT) continue;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&bound), &size) != 0) continue;
    return ntohs(bound.sin_port);
  }
  return 0;
}

// A client has filled the queue already, so the server's own connection never gets in. Whoever
// comes from its port later is somebody else.
TEST(Door, ServesWhoeverGetsThePortOfItsOwnConnection) {
  LiveServer server({between(rule_with("deaf", "never_accepted"), {}, whole_window),
                     between(rule_with("hung", "never_accepted", {{"handshake", "hangs"}}),
                             whole_window, 2 * whole_window)});
  const RawClient waiting(server.port());
  server.skip(whole_window);
  const std::uint16_t own = connecting_port();
  ASSERT_NE(own, 0);
  server.skip(whole_window);
  RawClient client(server.port(), own);
  EXPECT_EQ(answer_of(client), 200);
}

TEST(Greetings, ResetAtOnce) {
  LiveServer server({rule_with("gone", "accept_reset")});
  RawClient client(server.port());
  EXPECT_EQ(client.hear_all(), "");
  EXPECT_EQ(client.end(), ECONNRESET);
  EXPECT_EQ(met(server), Lines{"1 gone accept_reset reset"});
}

TEST(Greetings, KeepSilentUntilTheClientLeaves) {
  LiveServer server({rule_with("mute", "accept_silent")});
  RawClient client(server.port());
  ASSERT_TRUE(client.say(claude_bytes("[[squall 1]]")));
  server.wait_for_connections(1);
  EXPECT_TRUE(client.hears_nothing());
  client.leave();
  server.wait_for_connections(0);
  EXPECT_TRUE(server.events<AttemptBegan>().empty());
  EXPECT_EQ(met(server), Lines{"1 mute accept_silent hold"});
}

TEST(Greetings, CanServeAfterTheSilence) {
  LiveServer server({rule_with("mute", "accept_silent", {{"lasting", "1s"}, {"resumes", "true"}})});
  EXPECT_EQ(answer_at(server.port()), 200);
  EXPECT_EQ(met(server), Lines{"1 mute accept_silent served"});
}

TEST(Greetings, CloseByFinOnceARequestBegins) {
  LiveServer server({rule_with("drained", "closed_before_headers")});
  RawClient client(server.port());
  server.wait_for_connections(1);
  EXPECT_TRUE(client.hears_nothing());
  EXPECT_TRUE(met(server).empty());
  ASSERT_TRUE(client.say("P"));
  EXPECT_EQ(client.hear_all(), "");
  EXPECT_EQ(client.end(), 0);
  EXPECT_EQ(met(server), Lines{"1 drained closed_before_headers close"});
}

TEST(Greetings, CanCloseByFinAtOnce) {
  LiveServer server({rule_with("drained", "closed_before_headers", {{"when", "accept"}})});
  RawClient client(server.port());
  EXPECT_EQ(client.hear_all(), "");
  EXPECT_EQ(client.end(), 0);
}

TEST(Greetings, ResetOnceARequestBegins) {
  LiveServer server({rule_with("gone", "reset_before_headers")});
  RawClient client(server.port());
  server.wait_for_connections(1);
  EXPECT_TRUE(client.hears_nothing());
  ASSERT_TRUE(client.say("P"));
  EXPECT_EQ(client.hear_all(), "");
  EXPECT_EQ(client.end(), ECONNRESET);
  EXPECT_TRUE(server.events<AttemptBegan>().empty());
}

}  // namespace
}  // namespace squall
