// Errors that the status does not tell.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(ErrorUnder200, IsThePlatformsRefusalUnderA200) {
  const Reply reply = edited("error_under_200", {{"type", "busy"}}, toy_body());
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers, (Headers{{"retry-after", "7"}}));
  EXPECT_EQ(print(reply.script), "0 send body \"refused busy/\"\n0 finish\n");
}

TEST(ErrorUnder200, IsAllThatAStreamHolds) {
  const Request request = post(body_with(",\"stream\":true"));
  const Question question = claude().understand(request);
  Reply reply = answer_of(question).reply;
  const Headers headers = reply.headers;
  Random dice{1};
  const FaultKind& kind = fault_named("error_under_200");
  const Fault made = kind.make(settings_of(kind, {}));
  EXPECT_TRUE(std::get<ReplyEdit>(made)(reply, {claude(), request, question, some_occasion}, dice));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers, headers);
  ASSERT_EQ(reply.script.size(), 2U);
  EXPECT_EQ(reply.script[0].role, Role::error);
  EXPECT_TRUE(reply.script[0].bytes.starts_with(
      R"(event: error
data: {"type":"error","error":{"details":null,"type":"overloaded_error","message":"Overloaded"})"));
  EXPECT_EQ(reply.script[1], ending(StepKind::finish));
}

}  // namespace
}  // namespace squall
