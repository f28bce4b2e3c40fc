// Streams whose compression breaks.
#include <zlib.h>

#include "tests/support/event_stream.hpp"

namespace squall {
namespace {

struct Unpacked {
  std::string text;
  int end = Z_OK;
};

// What can be read of the bytes, and how zlib calls the end of it.
Unpacked unpacked(std::string packed) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string text(64 * 1024, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const int end = inflate(&stream, Z_NO_FLUSH);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return {text, end};
}

TEST(BrokenGzip, CanBeReadUpToTheChosenShareOfTheDeltas) {
  const Reply reply = edited("broken_gzip", {{"at", "2/5"}}, toy_stream());
  const Unpacked read = unpacked(said_by(reply.script));
  EXPECT_EQ(read.text, "openping<one><two>");
  EXPECT_EQ(read.end, Z_DATA_ERROR);
  EXPECT_EQ(reply.headers,
            (Headers{{"content-type", "text/event-stream"}, {"content-encoding", "gzip"}}));
}

TEST(BrokenGzip, IsCutBeforeItsTrailer) {
  const Reply reply = edited("broken_gzip", {{"at", "2/5"}, {"how", "cut"}}, toy_stream());
  const Unpacked read = unpacked(said_by(reply.script));
  EXPECT_EQ(read.text, "openping<one><two>");
  EXPECT_EQ(read.end, Z_OK);
  EXPECT_EQ(reply.script.size(), 5U);
  EXPECT_EQ(reply.script.back(), ending(StepKind::finish));
}

TEST(BrokenGzip, CanBeReadEventByEvent) {
  const Script script = edited("broken_gzip", {{"at", "1"}}, toy_stream()).script;
  const Script plain = toy_stream().script;
  std::string so_far, text;
  for (std::size_t i = 0; i < 7; ++i) {
    so_far += script[i].bytes;
    text += plain[i].bytes;
    EXPECT_EQ(unpacked(so_far).text, text);
  }
}

TEST(BrokenGzip, CountsOnlyWhatCanBeRead) {
  std::uint32_t text = 0;
  for (const Step& step : edited("broken_gzip", {{"at", "2/5"}}, toy_stream()).script) {
    text += step.text;
    EXPECT_NE(step.role, Role::terminal);
  }
  EXPECT_EQ(text, 6U);
}

TEST(BrokenGzip, LeavesABodyThatIsNoStreamAlone) {
  const Reply reply = edited("broken_gzip", {}, toy_body());
  EXPECT_EQ(reply.script, toy_body().script);
  EXPECT_EQ(reply.headers, toy_body().headers);
}

}  // namespace
}  // namespace squall
