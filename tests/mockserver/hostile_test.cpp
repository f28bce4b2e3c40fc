// Thousands of requests that no honest client sends, and a server that answers the next honest one.
#include <sys/resource.h>

#include <nlohmann/json.hpp>

#include "scenarios/random.hpp"
#include "tests/support/http_response.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/raw_client.hpp"

namespace squall {
namespace {

std::string mutated(Random& random) {
  std::string bytes =
      claude_bytes("[[squall " + std::to_string(random.below(50)) + "]]", random.below(2) == 0);
  const std::uint64_t edits = 1 + random.below(4);
  for (std::uint64_t i = 0; i < edits && !bytes.empty(); ++i) {
    const std::size_t at = random.below(bytes.size());
    const std::size_t most = std::min<std::size_t>(bytes.size() - at, 1 + random.below(20));
    switch (random.below(5)) {
      case 0:
        bytes[at] = static_cast<char>(random.below(256));
        break;
      case 1:
        bytes.erase(at, most);
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, most));
        break;
      case 3:
        bytes.insert(at, random.below(40), static_cast<char>(random.below(256)));
        break;
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

std::string with_body(const std::string& body, const std::string& headers = "") {
  return "POST /anthropic/v1/messages HTTP/1.1\r\nhost: h\r\nx-api-key: dummy\r\n"
         "anthropic-version: 2023-06-01\r\n" +
         headers + "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string noise(Random& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(random.below(256));
  return bytes;
}

std::string odd_json(Random& random) {
  switch (random.below(8)) {
    case 0:
      return "";
    case 1:
      return std::string(2000, '[');
    case 2:
      return std::string(5000, '[') + std::string(5000, ']');
    case 3:
      return R"({"model":["x"],"messages":{"role":1},"max_tokens":1e999,"stream":"yes"})";
    case 4:
      return R"({"model":"claude-opus-4-8","max_tokens":-1,"messages":[[[{}]],null,7]})";
    case 5:
      return "{\"model\":\"\\ud800\",\"max_tokens\":18446744073709551616,\"messages\":"
             "\"\xff\xfe\"}";
    case 6:
      return claude_body("\\u0000[[squall \\u0000]]\\uffff");
    default:
      return noise(random, 1 + random.below(300));
  }
}

std::string oversize(Random& random) {
  switch (random.below(4)) {
    case 0:
      return "POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 99999999999\r\n\r\nx";
    case 1:
      return "GET /" + std::string(70'000, 'a') + " HTTP/1.1\r\n\r\n";
    case 2:
      return "GET / HTTP/1.1\r\nhost: h\r\nx: " + std::string(70'000, 'a') + "\r\n\r\n";
    default:
      return "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\nfffffffff\r\n";
  }
}

std::string odd_head(Random& random) {
  switch (random.below(6)) {
    case 0:
      return with_body("{}", "content-length: 5\r\n");
    case 1:
      return with_body("{}", "transfer-encoding: chunked\r\n");
    case 2:
      return with_body("{}", "x-\x01: \x7f\r\n");
    case 3:
      return with_body("{}", "user-agent: \xff\xfe\xed\xa0\x80\r\n");
    case 4:
      return with_body("{}", "connection: close, upgrade\r\nupgrade: websocket\r\n");
    default:
      return with_body("{}", "expect: 100-continue\r\nexpect: pizza\r\n");
  }
}

// What some attacker or some broken client sends before it leaves.
std::string hostile_bytes(Random& random) {
  switch (random.below(8)) {
    case 0:
      return noise(random, random.below(400));
    case 1:
      return with_body(odd_json(random));
    case 2:
      return oversize(random);
    case 3:
      return odd_head(random);
    case 4: {
      std::string all;
      for (int i = 0; i < 5; ++i) all += mutated(random);
      return all;
    }
    case 5:
      return claude_bytes("[[squall x]]").substr(0, random.below(300));
    default:
      return mutated(random);
  }
}

// The journal must stay readable whatever clients said.
void expect_readable(const std::vector<Event>& events) {
  for (const Event& event : events) {
    const std::string line = to_line(event);
    ASSERT_TRUE(nlohmann::json::accept(line)) << line;
  }
}

long memory_in_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// An address sanitizer keeps freed memory for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr long most_growth = 512 * 1024;
#else
constexpr long most_growth = 64 * 1024;
#endif

TEST(Hostile, TenThousandRequestsInMemoryLeaveAHealthyServer) {
  VirtualRun run({rule_with("stall", "stall", {{"resumes", "false"}}, {1, 20}),
                  rule_with("late", "latency", {{"lasting", "1h"}}, {1, 20})});
  std::vector<Peer> half_open;
  long after_some = 0;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    Random random{2026, i};
    Peer peer = run.connect();
    const std::string bytes = hostile_bytes(random);
    if (random.below(4) == 0) {
      const std::size_t half = bytes.size() / 2;
      peer.say(bytes.substr(0, half));
      run.clock.run(run.clock.now());
      peer.say(bytes.substr(half));
    } else {
      peer.say(bytes);
    }
    run.clock.run(run.clock.now() + std::chrono::milliseconds(random.below(2000)));
    if (random.below(50) == 0)
      half_open.push_back(std::move(peer));
    else
      peer.leave();
    if (i % 100 == 99) {
      expect_readable(run.journal.history.events);
      run.journal.history.events.clear();
    }
    if (i == 3'000) after_some = memory_in_kib();
  }
  EXPECT_LT(memory_in_kib() - after_some, most_growth);
  run.clock.run();
  EXPECT_LE(run.service.connections(), half_open.size());
  for (Peer& peer : half_open) peer.leave();
  run.clock.run();
  EXPECT_EQ(run.service.connections(), 0U);

  run.scenario.rules.clear();
  EXPECT_EQ(only_response(run.exchange(claude_bytes("[[squall healthy]]"))).status, 200);
  const AttemptEnded ended = run.events<AttemptEnded>().back();
  EXPECT_EQ(ended.call, "healthy");
  EXPECT_EQ(ended.text_sent, ended.meant.size());
}

TEST(Hostile, SlowRequestsAreSweptAway) {
  VirtualRun run;
  std::vector<Peer> peers;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    Random random{5, i};
    peers.push_back(run.connect());
    peers.back().say(claude_bytes("[[squall 1]]").substr(0, 1 + random.below(250)));
  }
  run.clock.run();
  run.service.sweep(std::chrono::seconds(61));
  run.clock.run();
  EXPECT_EQ(run.service.connections(), 0U);
}

TEST(Hostile, HundredsOfRealConnectionsLeaveAHealthyServer) {
  LiveServer server;
  std::vector<RawClient> half_open;
  for (std::uint64_t i = 0; i < 400; ++i) {
    Random random{77, i};
    RawClient client(server.port());
    client.say(hostile_bytes(random));
    if (random.below(8) == 0)
      half_open.push_back(std::move(client));
    else if (random.below(4) == 0)
      client.half_close();
  }
  RawClient honest(server.port());
  ASSERT_TRUE(honest.say(claude_bytes("[[squall healthy]]")));
  EXPECT_EQ(only_response(honest.hear_until("\r\n0\r\n\r\n")).status, 200);
  half_open.clear();
  server.wait_for_connections(1);
  expect_readable(server.ask([&server] { return server.history(); }));
}

}  // namespace
}  // namespace squall
