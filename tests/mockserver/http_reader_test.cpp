// Requests out of bytes, and what is none.
#include "mockserver/http_reader.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

using State = RequestReader::State;

// `POST /a x:1|body` for each request, then what the rest of the bytes led to.
std::string read(std::string_view bytes, std::size_t piece = std::string_view::npos) {
  RequestReader reader;
  std::string seen;
  State state = State::more;
  while (state != State::failed && (!bytes.empty() || state == State::done)) {
    const std::string_view next = bytes.substr(0, piece);
    bytes.remove_prefix(next.size());
    state = reader.feed(next);
    while (state == State::done) {
      const bool lives = reader.keep_alive();
      const Request request = reader.take();
      seen += request.method + " " + request.target;
      for (const auto& [name, value] : request.headers)
        if (name != "host") seen += " " + name + ":" + value;
      seen += "|" + request.body + (lives ? "|stays\n" : "|goes\n");
      state = reader.feed({});
    }
    if (state == State::expecting) seen += "continue\n";
  }
  if (state == State::failed) return seen + std::to_string(reader.failure().status);
  return seen + (reader.has_begun() ? "unfinished" : "nothing");
}

const std::string simple = "POST /a HTTP/1.1\r\nhost: h\r\ncontent-length: 4\r\n\r\nbody";

TEST(RequestReader, ReadsARequest) {
  EXPECT_EQ(read(simple), "POST /a content-length:4|body|stays\nnothing");
}

TEST(RequestReader, ReadsOneByteAtATime) {
  EXPECT_EQ(read(simple + simple, 1),
            "POST /a content-length:4|body|stays\nPOST /a content-length:4|body|stays\nnothing");
}

TEST(RequestReader, KeepsPipelinedRequestsApart) {
  const std::string next = "GET /b HTTP/1.1\r\nhost: h\r\n\r\n";
  EXPECT_EQ(read(simple + next + next + "PO"),
            "POST /a content-length:4|body|stays\nGET /b||stays\nGET /b||stays\nunfinished");
}

TEST(RequestReader, LowersHeaderNamesAndKeepsValues) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHOST: h\r\nX-Api-Key:  Ab C \r\nX-Empty:\r\n\r\n"),
            "GET / x-api-key:Ab C x-empty:||stays\nnothing");
}

TEST(RequestReader, ReadsAChunkedBodyWithExtensionsAndTrailers) {
  EXPECT_EQ(read("POST /a HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n"
                 "3;x=1\r\nabc\r\n0a\r\n0123456789\r\n0\r\nx-trailer: t\r\n\r\n",
                 1),
            "POST /a transfer-encoding:chunked x-trailer:t|abc0123456789|stays\nnothing");
}

TEST(RequestReader, SaysWhenTheClientWaitsToBeToldToContinue) {
  RequestReader reader;
  EXPECT_EQ(reader.feed("POST /a HTTP/1.1\r\nhost: h\r\nexpect: 100-Continue\r\n"
                        "content-length: 4\r\n\r\n"),
            State::expecting);
  EXPECT_EQ(reader.feed("bo"), State::more);
  EXPECT_EQ(reader.feed("dy"), State::done);
  EXPECT_EQ(reader.take().body, "body");
}

TEST(RequestReader, DoesNotAskForABodyThatIsComingOrForNone) {
  EXPECT_EQ(read("POST /a HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\n"
                 "content-length: 4\r\n\r\nbody"),
            "POST /a expect:100-continue content-length:4|body|stays\nnothing");
  EXPECT_EQ(read("GET /a HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\n\r\n"),
            "GET /a expect:100-continue||stays\nnothing");
}

TEST(RequestReader, KnowsWhoWantsTheConnectionToEnd) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n"),
            "GET / connection:close||goes\nnothing");
  EXPECT_EQ(read("GET / HTTP/1.0\r\n\r\n"), "GET /||goes\nnothing");
  EXPECT_EQ(read("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n"),
            "GET / connection:keep-alive||stays\nnothing");
}

TEST(RequestReader, KnowsWhoCannotTakeChunks) {
  RequestReader old, current;
  ASSERT_EQ(old.feed("GET / HTTP/1.0\r\n\r\n"), State::done);
  ASSERT_EQ(current.feed("GET / HTTP/1.1\r\nhost: h\r\n\r\n"), State::done);
  EXPECT_FALSE(old.takes_chunks());
  EXPECT_TRUE(current.takes_chunks());
}

TEST(RequestReader, RefusesABodyAboveTheLimitByItsAnnouncement) {
  EXPECT_EQ(read("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 33554433\r\n\r\n"), "413");
  EXPECT_EQ(read("POST / HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\n"
                 "content-length: 33554433\r\n\r\n"),
            "413");
}

TEST(RequestReader, TakesABodyOfExactlyTheLimit) {
  RequestReader reader;
  std::string bytes = "POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 33554432\r\n\r\n";
  bytes.append(most_body, 'x');
  EXPECT_EQ(reader.feed(bytes), State::done);
  EXPECT_EQ(reader.take().body.size(), most_body);
}

TEST(RequestReader, RefusesChunksThatAddUpToTooMuch) {
  std::string bytes = "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n";
  EXPECT_EQ(read(bytes + "2000001\r\n"), "413");
  EXPECT_EQ(read(bytes + "1\r\nx\r\n2000000\r\n"), "413");
}

TEST(RequestReader, RefusesHeadersAboveTheLimit) {
  const std::string begun = "GET / HTTP/1.1\r\nhost: h\r\nx-long: ";
  EXPECT_EQ(read(begun + std::string(most_head, 'a')), "431");
  EXPECT_EQ(read(begun + std::string(most_head, 'a') + "\r\n\r\n", 1000), "431");
  EXPECT_EQ(read("GET /" + std::string(most_head, 'a')), "431");
  std::string many = "GET / HTTP/1.1\r\nhost: h\r\n";
  for (int i = 0; i < 20'000; ++i) many += "a: b\r\n";
  EXPECT_EQ(read(many), "431");
}

TEST(RequestReader, RefusesAChunksLineAndTrailersThatNeverEnd) {
  const std::string begun = "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n";
  EXPECT_EQ(read(begun + "1;" + std::string(most_head, 'a'), 1000), "431");
  EXPECT_EQ(read(begun + "0\r\na: " + std::string(most_head, 'a'), 1000), "431");
}

TEST(RequestReader, RefusesGarbage) {
  for (const std::string_view bytes :
       {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "hello\r\n\r\n", "GET\r\n\r\n",
        "GET /\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / FTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\n: empty\r\n\r\n", "GET / HTTP/1.1\r\nbad name: x\r\n\r\n", "{}{}{}{}"})
    EXPECT_EQ(read(bytes), "400") << bytes;
}

TEST(RequestReader, RefusesNulBytesInAHead) {
  using std::literals::operator""sv;
  EXPECT_EQ(read("GET /\0 HTTP/1.1\r\nhost: h\r\n\r\n"sv), "400");
  EXPECT_EQ(read("GET / HTTP/1.1\r\nhost: h\0\r\n\r\n"sv), "400");
  EXPECT_EQ(read("GET / HTTP/1.1\r\nho\0st: h\r\n\r\n"sv), "400");
}

TEST(RequestReader, KeepsNulBytesOfABody) {
  using std::literals::operator""sv;
  RequestReader reader;
  ASSERT_EQ(reader.feed("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 3\r\n\r\na\0b"sv),
            State::done);
  EXPECT_EQ(reader.take().body, "a\0b"sv);
}

TEST(RequestReader, UnfoldsAFoldedHeader) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\nhost: h\r\nx: one\r\n  two\r\n\r\n"),
            "GET / x:one two||stays\nnothing");
}

TEST(RequestReader, WantsExactlyOneHostOfAClientThatSpeaks11) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\n\r\n"), "400");
  EXPECT_EQ(read("GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n"), "400");
  EXPECT_EQ(read("GET / HTTP/1.0\r\nhost: a\r\nhost: b\r\n\r\n"), "400");
}

TEST(RequestReader, RefusesATransferCodingThatDoesNotSayWhereItEnds) {
  EXPECT_EQ(read("POST /a HTTP/1.1\r\nhost: h\r\ntransfer-encoding: gzip\r\n\r\nbody"), "400");
}

TEST(RequestReader, TakesATargetInAbsoluteForm) {
  EXPECT_EQ(read("GET http://h/b?c=d HTTP/1.1\r\nhost: h\r\n\r\n"), "GET /b?c=d||stays\nnothing");
  EXPECT_EQ(read("GET http://h HTTP/1.1\r\nhost: h\r\n\r\n"), "GET /||stays\nnothing");
}

TEST(RequestReader, RefusesLengthsThatAreNone) {
  for (const std::string length : {"-1", "+4", "0x4", "4 4", "4,5", "", "99999999999999999999999"})
    EXPECT_EQ(read("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: " + length + "\r\n\r\nbody"),
              "400")
        << length;
}

TEST(RequestReader, TakesALengthThatIsSaidTwiceButNotTwoLengths) {
  EXPECT_EQ(
      read("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 4\r\ncontent-length: 4\r\n\r\nbody"),
      "POST / content-length:4 content-length:4|body|stays\nnothing");
  EXPECT_EQ(
      read("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nbody"),
      "400");
}

TEST(RequestReader, RefusesALengthTogetherWithChunks) {
  EXPECT_EQ(read("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: 4\r\n"
                 "transfer-encoding: chunked\r\n\r\n0\r\n\r\n"),
            "400");
  EXPECT_EQ(read("POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n"
                 "content-length: 4\r\n\r\n0\r\n\r\n"),
            "400");
}

TEST(RequestReader, RefusesChunkSizesThatAreNone) {
  const std::string begun = "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n";
  for (const std::string chunk : {"x\r\n", "-1\r\n", "fffffffffffffffff\r\n", "3\r\nabcdefgh\r\n"})
    EXPECT_EQ(read(begun + chunk), "400") << chunk;
}

}  // namespace
}  // namespace squall
