// A whole mock server in memory, on virtual time, and peers that talk to it in raw bytes.
#pragma once

#include <boost/asio/co_spawn.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mockserver/service.hpp"
#include "scenarios/pipe_wire.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/virtual_clock.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {

// One rule around one fault, for ever and for everybody.
inline Rule rule_with(std::string id, std::string_view fault, const Given& given = {},
                      Ratio share = {1, 1}) {
  Rule rule;
  rule.id = std::move(id);
  rule.share.level = share;
  rule.faults.push_back(
      {std::string(fault), settings_of(fault_named(fault), given), 1, EvidenceMarks{}});
  return rule;
}

inline Scenario scenario_with_rules(std::vector<Rule> rules) {
  Scenario scenario;
  scenario.name = "toy";
  scenario.duration = std::chrono::hours(1);
  scenario.rules = std::move(rules);
  return scenario;
}

// A healthy request to the Messages API, as bytes.
inline std::string claude_body(std::string_view prompt, bool stream = true) {
  return R"({"model":"claude-opus-4-8","max_tokens":2000,"stream":)" +
         std::string(stream ? "true" : "false") + R"(,"messages":[{"role":"user","content":")" +
         std::string(prompt) + "\"}]}";
}
inline std::string claude_bytes(std::string_view prompt, bool stream = true,
                                std::string_view extra = "") {
  const std::string body = claude_body(prompt, stream);
  return "POST /anthropic/v1/messages HTTP/1.1\r\nhost: 127.0.0.1\r\nx-api-key: dummy\r\n"
         "anthropic-version: 2023-06-01\r\ncontent-type: application/json\r\n" +
         std::string(extra) + "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// The client's end of a connection: says bytes, keeps what it hears.
class Peer {
 public:
  Peer(net::any_io_executor executor, std::unique_ptr<Wire> wire)
      : executor_(std::move(executor)), line_(std::make_shared<Line>()) {
    line_->wire = std::move(wire);
    net::co_spawn(executor_, listen(line_), &rethrow);
  }

  void say(std::string bytes) {
    net::co_spawn(executor_, speak(line_, std::move(bytes)), &rethrow);
  }
  void leave() { line_->wire->close(); }
  const std::string& heard() const { return line_->heard; }
  error_code end() const { return line_->end; }

 private:
  struct Line {
    std::unique_ptr<Wire> wire;
    std::string heard;
    error_code end;
  };

  static net::awaitable<void> listen(std::shared_ptr<Line> line) {
    while (!line->end) {
      const Received received = co_await line->wire->receive();
      line->heard += received.bytes;
      line->end = received.ec;
    }
  }

  static net::awaitable<void> speak(std::shared_ptr<Line> line, std::string bytes) {
    const error_code ec = co_await line->wire->send(bytes);
    static_cast<void>(ec);
  }

  net::any_io_executor executor_;
  std::shared_ptr<Line> line_;
};

struct VirtualRun {
  explicit VirtualRun(std::vector<Rule> rules = {}, ConnectionLimits limits = {})
      : scenario(scenario_with_rules(std::move(rules))),
        plan(scenario, 7),
        service(plan, clock, journal, limits) {}

  Peer connect() {
    auto [mine, theirs] = pipe_wires(context.get_executor());
    net::co_spawn(context, service.serve(std::move(theirs)), &rethrow);
    return {context.get_executor(), std::move(mine)};
  }

  // What one connection hears that says this and then waits as long as need be.
  std::string exchange(std::string bytes) {
    Peer peer = connect();
    peer.say(std::move(bytes));
    clock.run();
    peer.leave();
    clock.run();
    return peer.heard();
  }

  template <class E>
  std::vector<E> events() const {
    std::vector<E> found;
    for (const Event& event : journal.history.events)
      if (const E* one = std::get_if<E>(&event)) found.push_back(*one);
    return found;
  }

  Scenario scenario;
  net::io_context context{1};
  VirtualClock clock{context};
  MemoryJournal journal;
  Plan plan;
  Service service;
};

}  // namespace squall
