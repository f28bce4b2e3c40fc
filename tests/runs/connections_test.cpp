// Connection faults in whole runs in memory: the client meets what real sockets would show it.
#include <gtest/gtest.h>

#include <map>

#include "runner/commands/command.hpp"
#include "runner/commands/simulate.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

// What the naive stack tells of its calls, one every ten seconds, and how often.
std::map<std::string, int> told(const std::string& rule, bool tls = false) {
  const Scenario scenario = parse_scenario(
      "name: connections\ntitle: One rule.\nduration: 5min\ntls: " +
          std::string(tls ? "true" : "false") + "\nrules:\n  - " + rule +
          "\nworkload:\n  rate: 6/min\n  classes:\n    - {name: chat, models: [claude-opus-4-8], "
          "deadline: 30s}\n",
      "connections.yaml", full_vocabulary());
  std::map<std::string, int> all;
  for (const Event& event : simulate(scenario, 1, *find_reference("naive")).events) {
    if (const auto* ended = std::get_if<CallEnded>(&event))
      ++all[ended->outcome == "failed" ? ended->error : ended->outcome];
    if (const auto* met = std::get_if<ConnectionMet>(&event)) ++all["met " + met->how];
  }
  return all;
}

using Told = std::map<std::string, int>;

TEST(Connections, AreRefusedWhileNobodyListens) {
  EXPECT_EQ(told("{id: a, during: 0..1min, fault: connection_refused}"),
            (Told{{"Connection refused", 6}, {"answered", 24}, {"met refused", 1}}));
}

TEST(Connections, AreResetWhenThePortShuts) {
  EXPECT_EQ(told("{id: a, during: 20500ms..25s, fault: connection_refused}"),
            (Told{{"Connection reset by peer", 1}, {"answered", 29}, {"met refused", 1}}));
}

TEST(Connections, WaitUntilTheyAreAccepted) {
  EXPECT_EQ(told("{id: a, during: 0..25s, fault: never_accepted}"),
            (Told{{"answered", 30}, {"met unaccepted", 1}}));
  EXPECT_EQ(told("{id: a, during: 0..25s, fault: never_accepted, with: {handshake: hangs}}"),
            (Told{{"answered", 30}, {"met unreachable", 1}}));
}

TEST(Connections, EndBeforeTheyAreUsed) {
  EXPECT_EQ(told("{id: a, during: 0..1min, fault: accept_reset}"),
            (Told{{"Broken pipe", 6}, {"answered", 24}, {"met reset", 6}}));
  EXPECT_EQ(told("{id: a, during: 0..1min, fault: reset_before_headers}"),
            (Told{{"Connection reset by peer", 6}, {"answered", 24}, {"met reset", 6}}));
  EXPECT_EQ(told("{id: a, during: 0..1min, fault: closed_before_headers}"),
            (Told{{"End of file", 6}, {"answered", 24}, {"met close", 6}}));
}

TEST(Connections, FailInTheirHandshake) {
  EXPECT_EQ(told("{id: a, during: 0..1min, fault: tls_handshake_failure}", true),
            (Told{{"the TLS handshake failed", 6}, {"answered", 24}, {"met alert", 6}}));
  EXPECT_EQ(
      told("{id: a, during: 0..1min, fault: tls_expired_certificate}", true),
      (Told{{"the certificate has expired", 6}, {"answered", 24}, {"met expired_certificate", 6}}));
  EXPECT_EQ(told("{id: a, during: 0..1min, fault: tls_wrong_host}", true),
            (Told{{"the certificate belongs to another host", 6},
                  {"answered", 24},
                  {"met wrong_host", 6}}));
}

}  // namespace
}  // namespace squall
