// Connections: which responses end where, and which connection may be used again.
#include "runner/reference/http_client.hpp"

#include <gtest/gtest.h>

#include "scenarios/rethrow.hpp"
#include "tests/runner/reference/support/hand_made_server.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

net::awaitable<void> post_all(HttpClient& client, std::size_t requests, HttpWishes wishes,
                              std::vector<std::string>& told) {
  for (std::size_t i = 0; i < requests; ++i) {
    HttpRequest request;
    request.target = "/";
    HttpResponse response = co_await client.post(request, wishes);
    told.push_back(std::to_string(response.status) + " " +
                   (response.whole ? response.body : response.ec.message()));
    client.keep(response);
  }
}

// Two requests after each other; what came of each, and over how many connections.
struct TwoRequests {
  std::vector<std::string> told;
  std::size_t connections = 0;
  std::vector<SeenRequest> asked;
};

TwoRequests two_requests(std::vector<Acts> answers, HttpWishes wishes = {}) {
  net::io_context context{1};
  VirtualClock clock(context);
  HandMadeServer server(context, clock, std::move(answers));
  HttpClient client(server.dialler());
  TwoRequests seen;
  net::co_spawn(context, post_all(client, 2, std::move(wishes), seen.told), &rethrow);
  clock.run(1h);
  seen.connections = server.connections;
  seen.asked = server.asked;
  return seen;
}

void expect(const TwoRequests& seen, std::vector<std::string> told, std::size_t connections) {
  EXPECT_EQ(seen.told, told);
  EXPECT_EQ(seen.connections, connections);
}

TEST(HttpClient, UsesAConnectionAgain) {
  expect(two_requests({says(sized("200 OK", "a")), says(sized("200 OK", "b"))}), {"200 a", "200 b"},
         1);
}

TEST(HttpClient, NeverUsesAConnectionWithUnreadBytesAgain) {
  const std::string excess = head("200 OK", "content-length: 2\r\n") + "aaHTTP/1.1 200 OK\r\n";
  expect(two_requests({says(excess), says(sized("200 OK", "b"))}), {"200 aa", "200 b"}, 2);
}

TEST(HttpClient, TakesBytesThatCameLateForNoResponse) {
  const Acts late = {Act{.bytes = sized("200 OK", "a")}, Act{.wait = 1ms, .bytes = "excess"}};
  const auto seen = two_requests({late, says(sized("200 OK", "b"))});
  ASSERT_EQ(seen.told.size(), 2U);
  EXPECT_EQ(seen.told[1].substr(0, 2), "0 ") << seen.told[1];
}

TEST(HttpClient, TakesTheEndOfTheConnectionForTheEndOfABodyWithoutLength) {
  const Acts open_ended = {Act{.bytes = head("200 OK", "") + "a"},
                           Act{.wait = 1s, .bytes = "b", .end = Act::fin}};
  expect(two_requests({open_ended}), {"200 ab", "200 ab"}, 2);
}

TEST(HttpClient, KnowsABodyThatIsTooShort) {
  const Acts sized_short = {
      Act{.bytes = head("200 OK", "content-length: 9\r\n") + "a", .end = Act::fin}};
  EXPECT_EQ(two_requests({sized_short}).told[0], "200 partial message");
  const Acts unfinished = {Act{.bytes = stream_head() + chunk("a"), .end = Act::fin}};
  EXPECT_EQ(two_requests({unfinished}).told[0], "200 partial message");
}

TEST(HttpClient, TriesAFreshConnectionWhenAKeptOneWasClosed) {
  const Acts last = {Act{.bytes = sized("200 OK", "a"), .end = Act::fin}};
  expect(two_requests({last, last}), {"200 a", "200 a"}, 2);
}

TEST(HttpClient, ObeysConnectionClose) {
  expect(two_requests({says(sized("200 OK", "a", "connection: close\r\n"))}), {"200 a", "200 a"},
         2);
}

TEST(HttpClient, KeepsAwayFromKeptConnectionsOnRequest) {
  HttpWishes wishes;
  wishes.fresh = true;
  expect(two_requests({says(sized("200 OK", "a"))}, wishes), {"200 a", "200 a"}, 2);
}

TEST(HttpClient, StopsWhenItsCallerHasAllItWants) {
  HttpWishes wishes;
  wishes.body = [](std::string_view bytes) { return bytes.find("end") == bytes.npos; };
  const std::string before = stream_head() + chunk("a") + chunk("end");
  // Whatever comes behind: silence, nonsense, a reset, or the rest as it should be.
  expect(two_requests({says(before)}, wishes), {"200 ", "200 "}, 2);
  expect(two_requests({says(before + "no chunk")}, wishes), {"200 ", "200 "}, 2);
  expect(two_requests({{Act{.bytes = before, .end = Act::rst}}}, wishes), {"200 ", "200 "}, 2);
  expect(two_requests({says(before + last_chunk)}, wishes), {"200 ", "200 "}, 1);
}

TEST(HttpClient, BoundsWhatItTakes) {
  const std::string announced = head("200 OK", "content-length: 99999999999999\r\n");
  EXPECT_EQ(two_requests({says(announced)}).told[0], "200 body limit exceeded");
  const std::string piece = chunk(std::string(11 * 1024 * 1024, 'x'));
  EXPECT_EQ(two_requests({says(stream_head() + piece + last_chunk)}).told[0].size(),
            4 + 11 * 1024 * 1024);
  EXPECT_EQ(two_requests({says(stream_head() + piece + piece + piece + last_chunk)}).told[0],
            "200 body limit exceeded");
}

TEST(HttpClient, FollowsRedirectsUpToItsLimit) {
  const auto to = [](const std::string& target) {
    return says(sized("307 Temporary Redirect", "", "location: " + target + "\r\n"));
  };
  HttpWishes wishes;
  wishes.redirects = 2;
  const auto seen = two_requests({to("/a"), to("/b"), says(sized("200 OK", "c"))}, wishes);
  expect(seen, {"200 c", "200 c"}, 1);
  EXPECT_EQ(seen.asked[2].head.substr(0, 7), "POST /b");
  expect(two_requests({to("/a")}, wishes), {"307 ", "307 "}, 1);
  wishes.fresh = true;
  expect(two_requests({to("/a")}, wishes), {"307 ", "307 "}, 2);
}

TEST(HttpClient, TakesNonsenseForNoResponse) {
  EXPECT_EQ(two_requests({says("<html>\r\n\r\n")}).told[0], "0 bad version");
}

}  // namespace
}  // namespace squall
