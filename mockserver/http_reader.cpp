// The server's one meeting with Beast: its request parser, fed by hand.
#include "mockserver/http_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

#include "scenarios/text.hpp"

namespace squall {
namespace {

namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;

std::string_view view(auto text) { return {text.data(), text.size()}; }

RequestReader::Failure failure_of(boost::system::error_code ec) {
  if (ec == http::error::body_limit) return {413, "the body is too large"};
  if (ec == http::error::header_limit) return {431, "the headers are too large"};
  return {400, ec.message()};
}

}  // namespace

struct RequestReader::Parsing {
  std::optional<Parser> parser;
  std::string kept;
  std::size_t taken = 0;  // how much of `kept` the parser has taken
  Failure failure;
  bool told_to_continue = false;

  Parsing() { renew(); }

  std::string_view left() const { return std::string_view(kept).substr(taken); }

  // Taken bytes are dropped only once they are the larger half, so that a thousand small requests
  // in one piece are not moved a thousand times.
  void drop(std::size_t count) {
    taken += count;
    if (taken < kept.size() - taken) return;
    kept.erase(0, taken);
    taken = 0;
  }

  void renew() {
    parser.emplace();
    parser->eager(true);
    parser->header_limit(most_head);
    parser->body_limit(most_body);
    told_to_continue = false;
  }

  State fail(Failure why) {
    failure = std::move(why);
    return State::failed;
  }

  // Only a body that was not sent yet is worth a `100 Continue`.
  bool is_expecting() {
    if (told_to_continue || !parser->is_header_done() || parser->is_done() || !left().empty())
      return false;
    told_to_continue = true;
    const auto expect = parser->get()[http::field::expect];
    return lower_case(view(expect)) == "100-continue" && parser->get().version() == 11;
  }

  // RFC 9112, 3.2: a 1.1 request has exactly one Host; a front end may route by one of two.
  bool has_its_host() const {
    const auto& message = parser->get();
    const auto hosts = message.count(http::field::host);
    return hosts == 1 || (hosts == 0 && message.version() == 10);
  }

  // RFC 9112, 6.3: without a final chunked coding nobody can tell where such a body ends.
  bool has_a_known_length() const {
    return parser->get().count(http::field::transfer_encoding) == 0 || parser->chunked();
  }

  State parse() {
    boost::system::error_code ec;
    while (!left().empty() && !parser->is_done() && !ec) {
      const std::size_t count = parser->put(boost::asio::buffer(left()), ec);
      drop(count);
    }
    if (ec && ec != http::error::need_more) return fail(failure_of(ec));
    if (parser->is_header_done() && !has_its_host())
      return fail({400, "expected exactly one Host header"});
    if (parser->is_header_done() && !has_a_known_length())
      return fail({400, "expected chunked as the transfer coding"});
    if (parser->is_done()) return State::done;
    // The parser leaves only what it needs more of: a head, a chunk's size, trailers.
    if (left().size() > most_head) return fail({431, "the headers are too large"});
    return is_expecting() ? State::expecting : State::more;
  }
};

RequestReader::RequestReader() : parsing_(std::make_unique<Parsing>()) {}
RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::feed(std::string_view bytes) {
  parsing_->kept += bytes;
  return parsing_->parse();
}

namespace {

// RFC 9112, 3.2.2: a server must take `http://host/path` for a target too.
std::string_view origin_form(std::string_view target) {
  constexpr std::string_view scheme = "http://";
  if (!target.starts_with(scheme)) return target;
  const std::size_t path = target.find('/', scheme.size());
  return path == target.npos ? "/" : target.substr(path);
}

}  // namespace

Request RequestReader::take() {
  auto& message = parsing_->parser->get();
  Request request;
  request.method = std::string(view(message.method_string()));
  request.target = std::string(origin_form(view(message.target())));
  for (const auto& field : message)
    request.headers.emplace_back(lower_case(view(field.name_string())),
                                 std::string(view(field.value())));
  request.body = std::move(message.body());
  parsing_->renew();
  return request;
}

bool RequestReader::keep_alive() const {
  return parsing_->parser->is_header_done() && parsing_->parser->get().keep_alive();
}
bool RequestReader::takes_chunks() const { return parsing_->parser->get().version() == 11; }
bool RequestReader::has_begun() const {
  return parsing_->parser->got_some() || !parsing_->left().empty();
}
const RequestReader::Failure& RequestReader::failure() const { return parsing_->failure; }

}  // namespace squall
