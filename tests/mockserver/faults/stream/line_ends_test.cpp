// Streams with other line ends.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

std::string first_event(std::string_view as) {
  return edited("line_ends", {{"as", as}}, event_stream()).script[0].bytes;
}

TEST(LineEnds, AreAsTheyAreTold) {
  EXPECT_EQ(first_event("cr"), "data: {\"type\":\"open\"}\r\r");
  EXPECT_EQ(first_event("crlf"), "data: {\"type\":\"open\"}\r\n\r\n");
}

TEST(LineEnds, GoThereAndBackAgain) {
  for (const std::string_view as : {"cr", "crlf"})
    EXPECT_EQ(edited("line_ends", {{"as", "lf"}}, edited("line_ends", {{"as", as}}, event_stream()))
                  .script,
              event_stream().script);
}

TEST(LineEnds, LeaveThoseAloneThatAreSoAlready) {
  bool acted = true;
  edited("line_ends", {{"as", "lf"}}, event_stream(), 1, &acted);
  EXPECT_FALSE(acted);
}

TEST(LineEnds, LeaveABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("line_ends", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
