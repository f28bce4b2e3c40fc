// Streams with a line that means nothing.
#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

std::string said_with(std::string_view line) {
  return said_by(edited("garbage_line", {{"at", "1/5"}, {"line", line}}, toy_stream()).script);
}

TEST(GarbageLine, StandsBetweenTwoEvents) {
  EXPECT_EQ(said_with("no_field"),
            "openping<one>upstream worker 7 lost its lease\n"
            "<two><three><four><five>shutusagestop");
  EXPECT_EQ(said_with("not_utf8"),
            "openping<one>\xC3\x28\xFF\xFE\n<two><three><four><five>shutusagestop");
  EXPECT_EQ(said_with("broken_data"),
            "openping<one>data: {\"type\n\n<two><three><four><five>shutusagestop");
  EXPECT_EQ(said_with("html_page"),
            "openping<one><html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>"
            "\r\n<body>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n"
            "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
            "<two><three><four><five>shutusagestop");
}

TEST(GarbageLine, LeavesABodyThatIsNoStreamAlone) {
  EXPECT_EQ(edited("garbage_line", {}, toy_body()).script, toy_body().script);
}

}  // namespace
}  // namespace squall
