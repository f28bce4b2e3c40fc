// A mock server under load: many peers that ask at set moments, on virtual time.
#pragma once

#include <map>
#include <string>

#include "tests/support/http_response.hpp"
#include "tests/support/virtual_run.hpp"

namespace squall {

// Every healthy answer takes ten seconds.
struct LoadRun : VirtualRun {
  explicit LoadRun(std::vector<Rule> rules) : VirtualRun(std::move(rules)) {
    scenario.pace.first_token = {Distribution::Shape::constant, 10, 0};
    scenario.pace.tokens_per_second = {Distribution::Shape::constant, 1e12, 0};
  }

  void ask(Instant at, const std::string& call, const std::string& key = "dummy") {
    clock.run(at);
    std::string bytes = claude_bytes("[[squall " + call + "]]", false);
    bytes.replace(bytes.find("dummy"), 5, key);
    Peer& peer = peers.try_emplace(call, connect()).first->second;
    peer.say(std::move(bytes));
    clock.run(at);
  }
  void leave(Instant at, const std::string& call) {
    clock.run(at);
    peers.at(call).leave();
    clock.run(at);
  }
  TestResponse response(const std::string& call) const {
    return only_response(peers.at(call).heard());
  }
  std::string header(const std::string& call, std::string_view name) const {
    return std::string(header_in(response(call).head, name));
  }

  // Lets everything end; then one line for each attempt, in the order in which they did.
  std::string story() {
    clock.run();
    std::string text;
    for (const AttemptEnded& ended : events<AttemptEnded>())
      text += print(ended.at) + " " + ended.call + " " + std::to_string(ended.status) + " " +
              ended.how + "\n";
    return text;
  }
  // The calls whose attempts a rule refused, made wait or slowed down.
  std::string touched() const {
    std::string calls;
    for (const AttemptBegan& began : events<AttemptBegan>())
      if (!began.rules.empty()) calls += (calls.empty() ? "" : " ") + began.call;
    return calls;
  }

  std::map<std::string, Peer> peers;
};

}  // namespace squall
