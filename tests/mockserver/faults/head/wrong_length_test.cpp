// Lengths that are not the body's.
#include "mockserver/framing.hpp"
#include "tests/support/http_response.hpp"
#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

std::string head_after(const Given& given, Reply reply = toy_body()) {
  reply = edited("wrong_length", given, std::move(reply));
  frame(reply, {});
  return std::string(header_in(reply.script[0].bytes, "content-length"));
}

TEST(WrongLength, AnnouncesMoreOrFewerBytesThanTheBodyHas) {
  EXPECT_EQ(head_after({}), "121");
  EXPECT_EQ(head_after({{"by", "5B"}}), "26");
  EXPECT_EQ(head_after({{"form", "too_short"}, {"by", "5B"}}), "16");
  EXPECT_EQ(head_after({{"form", "too_short"}, {"by", "1MiB"}}), "0");
}

TEST(WrongLength, AnnouncesALengthForAStreamToo) {
  EXPECT_EQ(head_after({{"by", "5B"}}, toy_stream()),
            std::to_string(body_size(toy_stream().script) + 5));
}

TEST(WrongLength, EndsTheConnectionAsItIsTold) {
  const auto ends = [](const Given& given) {
    return edited("wrong_length", given, toy_body()).script.back().kind;
  };
  EXPECT_EQ(ends({}), StepKind::close);
  EXPECT_EQ(ends({{"ending", "finish"}}), StepKind::finish);
  EXPECT_EQ(ends({{"ending", "reset"}}), StepKind::reset);
}

TEST(WrongLength, LeavesTheEndingOfAnotherFaultAlone) {
  const Reply stalled = edited("stall", {{"resumes", "false"}}, toy_stream());
  EXPECT_EQ(edited("wrong_length", {}, stalled).script, stalled.script);
}

TEST(WrongLength, CannotShortenNothing) {
  bool acted = true;
  edited("wrong_length", {{"form", "too_short"}}, toy_nothing(), 1, &acted);
  EXPECT_FALSE(acted);
}

}  // namespace
}  // namespace squall
