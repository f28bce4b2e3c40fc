// Bodies and events that are no JSON.
#include "mockserver/platforms/json.hpp"
#include "tests/mockserver/platforms/anthropic_fixture.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

Reply stream_of(std::vector<std::string> data) {
  Reply reply = toy_nothing();
  reply.script.clear();
  for (const std::string& json : data) {
    Step& step = reply.script.emplace_back(send(Role::delta, "data: " + json + "\n\n"));
    step.tokens = 1;
    step.text = 3;
  }
  reply.script.push_back(ending(StepKind::finish));
  return reply;
}

// A delta that nobody can read carries no text.
Reply with_bad_event(std::size_t at, std::string bytes) {
  Reply reply = stream_of({"{\"a\":\"one\"}", "{\"a\":\"two\"}", "{\"a\":\"six\"}"});
  reply.script[at] = send(Role::delta, std::move(bytes));
  return reply;
}

const Reply healthy = stream_of({"{\"a\":\"one\"}", "{\"a\":\"two\"}", "{\"a\":\"six\"}"});

TEST(MalformedJson, BreaksOneEventOffInsideItsFrame) {
  EXPECT_EQ(edited("malformed_json", {{"at", "1/3"}}, healthy).script,
            with_bad_event(1, "data: {\"a\":\n\n").script);
}

TEST(MalformedJson, DoublesTheBraceOfOneEvent) {
  EXPECT_EQ(edited("malformed_json", {{"form", "malformed"}, {"at", "0"}}, healthy).script,
            with_bad_event(0, "data: {{\"a\":\"one\"}\n\n").script);
}

TEST(MalformedJson, TakesTheLastEventWhenNoneFollows) {
  EXPECT_EQ(edited("malformed_json", {{"at", "1"}}, healthy).script,
            with_bad_event(2, "data: {\"a\":\n\n").script);
}

TEST(MalformedJson, BreaksABodyOffUnderItsTrueLength) {
  EXPECT_EQ(script_after("malformed_json", {}, toy_body()),
            "0 send none \"{onetwothr\"\n0 finish\n");
  EXPECT_EQ(script_after("malformed_json", {{"form", "malformed"}}, toy_body()),
            "0 send none \"{{onetwothreefourfive}\"\n0 finish\n");
}

TEST(MalformedJson, LeavesWhatHoldsNoJsonAlone) {
  bool acted = true;
  EXPECT_EQ(edited("malformed_json", {}, toy_stream(), 1, &acted).script, toy_stream().script);
  EXPECT_FALSE(acted);
}

TEST(MalformedJson, CannotBeReadInAnyFormOfAnthropic) {
  for (const std::string form : {"truncated", "malformed"})
    for (const std::string members : {"", ",\"stream\":true"}) {
      const Reply reply =
          edited("malformed_json", {{"form", form}}, answer_to(post(body_with(members))).reply);
      int unreadable = 0;
      for (const Step& step : reply.script) {
        if (step.kind != StepKind::send) continue;
        const std::size_t data = step.bytes.find("data: ");
        std::string problem;
        parse_json(std::string_view(step.bytes).substr(data == std::string::npos ? 0 : data + 6),
                   problem);
        if (!problem.empty()) ++unreadable;
      }
      EXPECT_EQ(unreadable, 1) << form << members;
    }
}

}  // namespace
}  // namespace squall
