// Faults of TLS handshakes, and the key that makes the server speak TLS.
#include <gtest/gtest.h>

#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

Vocabulary words_with_tls() {
  Vocabulary words = test_vocabulary();
  words.faults.push_back({"alert", "The handshake fails.", {}, {.connections = true, .tls = true}});
  return words;
}

std::string complaint_about(const std::string& lines) {
  try {
    parse_scenario(scenario_with(lines), "june5.yaml", words_with_tls());
    return "";
  } catch (const BadInput& wrong) {
    return wrong.what();
  }
}

TEST(Tls, IsSpokenWhereTheScenarioSaysSo) {
  EXPECT_FALSE(parse_scenario(scenario_with(""), "a.yaml", words_with_tls()).tls);
  EXPECT_TRUE(parse_scenario(scenario_with("tls: true\n"), "a.yaml", words_with_tls()).tls);
  EXPECT_EQ(complaint_about("tls: true\nrules:\n  - {id: a, fault: alert}\n"), "");
}

TEST(Tls, IsNeededByFaultsOfItsHandshake) {
  EXPECT_EQ(complaint_about("rules:\n  - {id: a, fault: alert}\n"),
            "june5.yaml:8: rules[0].fault: expected `tls: true` in the scenario beside \"alert\", "
            "which acts on TLS alone");
  EXPECT_EQ(complaint_about("rules:\n  - {id: a, faults: [{fault: stall, with: {lasting: 1s}}, "
                            "{fault: alert}]}\n"),
            "june5.yaml:8: rules[0].faults[1].fault: expected `tls: true` in the scenario beside "
            "\"alert\", which acts on TLS alone");
}

}  // namespace
}  // namespace squall
