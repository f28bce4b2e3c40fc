// Cuts in a real platform's stream: each lands in the string it is meant for.
#include "mockserver/faults/stream/cut.hpp"
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

constexpr std::string_view tools =
    R"(,"stream":true,"tools":[{"name":"charge","input_schema":{"type":"object","properties":)"
    R"({"amount":{"type":"integer"},"currency":{"type":"string"}}}}])";

// The data that is left open, for many attempts at several shares.
std::vector<std::string> cut_events(std::string_view members, Place place) {
  std::vector<std::string> events;
  for (std::uint64_t i = 0; i < 200; ++i) {
    Script script =
        answer_to(post(body_with(members)), {i, i * 7, 10 + i % 50, 1780671600}).reply.script;
    const auto from = Cut{{i % 11, 10 + i % 11}, place}(script);
    if (from != script.end()) events.push_back(std::prev(from)->bytes);
  }
  return events;
}

TEST(ClaudeCut, LeavesTextOpen) {
  const std::vector<std::string> events = cut_events(",\"stream\":true", Place::in_string);
  EXPECT_EQ(events.size(), 200U);
  for (const std::string& event : events) {
    EXPECT_NE(event.find("{\"type\":\"text_delta\",\"text\":\""), std::string::npos) << event;
    EXPECT_FALSE(event.ends_with("\"}")) << event;
  }
}

TEST(ClaudeCut, LeavesACharacterOpen) {
  const std::vector<std::string> events = cut_events(",\"stream\":true", Place::in_character);
  EXPECT_GT(events.size(), 150U);
  for (const std::string& event : events)
    EXPECT_GE(static_cast<unsigned char>(event.back()), 0xC0U) << event;
}

TEST(ClaudeCut, LeavesArgumentsOpen) {
  const std::vector<std::string> events = cut_events(tools, Place::in_arguments);
  EXPECT_EQ(events.size(), 200U);
  for (const std::string& event : events) {
    EXPECT_NE(event.find("\"partial_json\":\""), std::string::npos) << event;
    EXPECT_FALSE(event.ends_with("\"}")) << event;
  }
}

TEST(ClaudeCut, FindsNoArgumentsInAnAnswerWithoutATool) {
  EXPECT_EQ(cut_events(R"(,"stream":true,"thinking":{"type":"adaptive"})", Place::in_arguments),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace squall
