// Sends requests and reads responses with Beast's parser, fed by hand.
#include "runner/reference/http_client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "runner/reference/redirect.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

namespace http = boost::beast::http;
using Parser = http::response_parser<http::string_body>;

// Well above every honest answer and every honest event; a length that is announced counts too.
constexpr std::uint64_t largest_body = 32 * 1024 * 1024;

// Takes what the parser understands; gives false when the bytes are no HTTP.
bool put(Parser& parser, std::string& kept, error_code& ec) {
  std::size_t used = 0;
  while (used < kept.size() && !parser.is_done() && !ec)
    used += parser.put(net::buffer(kept.data() + used, kept.size() - used), ec);
  kept.erase(0, used);
  if (ec == http::error::need_more) ec = {};
  return !ec;
}

void read_head(Parser& parser, HttpResponse& response) {
  if (response.status != 0 || !parser.is_header_done()) return;
  response.status = parser.get().result_int();
  for (const auto& field : parser.get())
    response.headers.emplace_back(
        lower_case({field.name_string().data(), field.name_string().size()}),
        std::string(field.value().data(), field.value().size()));
}

// False when the caller has all it wants.
bool hand_on(Parser& parser, HttpResponse& response, const HttpWishes& wishes) {
  std::string& body = parser.get().body();
  if (body.empty()) return true;
  bool wants_more = true;
  if (wishes.body && response.status == 200)
    wants_more = wishes.body(body);
  else
    response.body += body;
  body.clear();
  return wants_more;
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

// A connection is fit to be used again only when it stands exactly at the end of its response: what
// is unread would be taken for the beginning of the next one.
net::awaitable<HttpResponse> HttpClient::exchange(std::unique_ptr<Wire>& wire,
                                                  const std::string& request,
                                                  const HttpWishes& wishes) {
  HttpResponse response;
  response.ec = co_await wire->send(request);
  if (response.ec) co_return response;
  Parser parser;
  parser.eager(true);
  parser.body_limit(largest_body);
  std::string kept;
  bool wants_more = true, open = true, understood = true;
  while (wants_more && open && understood && !parser.is_done()) {
    const Received received = co_await wire->receive();
    open = !received.ec;
    if (received.ec == net::error::eof && parser.is_header_done())
      parser.put_eof(response.ec);
    else
      response.ec = received.ec;
    if (response.ec) co_return response;
    kept += received.bytes;
    understood = put(parser, kept, response.ec);
    read_head(parser, response);
    if (parser.is_header_done()) wants_more = hand_on(parser, response, wishes);
  }
  if (wants_more && !understood) co_return response;
  response.whole = true;
  const bool at_its_end = open && understood && parser.is_done() && kept.empty();
  if (at_its_end && parser.keep_alive()) response.connection = std::move(wire);
  co_return response;
}

net::awaitable<HttpResponse> HttpClient::once(const HttpRequest& request,
                                              const HttpWishes& wishes) {
  const std::string bytes =
      "POST " + request.target + " HTTP/1.1\r\nhost: " + std::string(reference_host) + "\r\n" +
      request.headers + "content-length: " + std::to_string(request.body.size()) + "\r\n\r\n" +
      request.body;
  // A kept connection may have been closed meanwhile; that is no answer, so a fresh one is tried.
  while (!wishes.fresh && !idle_.empty()) {
    std::unique_ptr<Wire> wire = std::move(idle_.back());
    idle_.pop_back();
    if (wishes.connected) wishes.connected();
    HttpResponse response = co_await exchange(wire, bytes, wishes);
    const bool stale = response.status == 0 &&
                       (response.ec == net::error::eof || response.ec == net::error::broken_pipe);
    if (!stale) co_return response;
  }
  Dialled dialled = co_await dial_();
  if (dialled.ec) {
    HttpResponse response;
    response.ec = dialled.ec;
    co_return response;
  }
  if (wishes.connected) wishes.connected();
  HttpResponse response = co_await exchange(dialled.wire, bytes, wishes);
  co_return response;
}

net::awaitable<HttpResponse> HttpClient::post(HttpRequest request, HttpWishes wishes) {
  for (unsigned followed = 0;; ++followed) {
    HttpResponse response = co_await once(request, wishes);
    const auto target = redirect_target(response, request.target);
    if (!target || followed == wishes.redirects) co_return response;
    request.target = *target;
    // The next hop goes over the same connection, not over more and more of them.
    wishes.fresh = wishes.fresh && !response.connection;
    keep(response);
  }
}

void HttpClient::keep(HttpResponse& response) {
  if (response.connection) idle_.push_back(std::move(response.connection));
}

}  // namespace squall
