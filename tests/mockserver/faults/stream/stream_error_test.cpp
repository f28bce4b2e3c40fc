// Errors that are told inside a stream.
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

TEST(StreamError, IsToldAfterTheChosenShareOfTheDeltas) {
  EXPECT_EQ(script_after("stream_error", {{"at", "1/5"}, {"type", "overloaded_error"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send delta \"<one>\"\n"
            "0 send error \"error overloaded_error\"\n"
            "0 close\n");
}

TEST(StreamError, IsToldBeforeAnyContent) {
  EXPECT_EQ(script_after("stream_error", {{"when", "before_content"}}),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send error \"error \"\n"
            "0 close\n");
}

TEST(StreamError, IsToldAsTheFirstEvent) {
  EXPECT_EQ(script_after("stream_error", {{"when", "first_event"}, {"ending", "finish"}}),
            "0 send error \"error \"\n"
            "0 finish\n");
}

TEST(StreamError, IsBareJsonWithoutItsFrame) {
  const FaultKind& kind = fault_named("stream_error");
  Platform framing = toy_platform;
  framing.refuse_midway = [](const Refusal& refusal, const Occasion&) {
    return Script{send(Role::error,
                       "event: error\ndata: {\"a\":" + std::to_string(refusal.status) + "}\n\n")};
  };
  Reply reply = toy_stream();
  Random random{1};
  const Fault made = kind.make(settings_of(kind, {{"at", "0"}, {"framed", "false"}}));
  EXPECT_TRUE(std::get<ReplyEdit>(made)(reply, {framing, {}, {}, {}}, random));
  EXPECT_EQ(print(reply.script),
            "0 send open \"open\"\n"
            "0 send ping \"ping\"\n"
            "0 send error \"{\\\"a\\\":529}\"\n"
            "0 close\n");
}

TEST(StreamError, LeavesABodyThatIsNoStreamAlone) {
  for (const std::string_view when : {"first_event", "before_content", "midway"})
    EXPECT_EQ(edited("stream_error", {{"when", when}}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
