// Sends requests and reads responses with Beast's parser, fed by hand.
#include "runner/reference/http_client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "scenarios/text.hpp"

namespace squall {
namespace {

namespace http = boost::beast::http;
using Parser = http::response_parser<http::string_body>;

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

void hand_on(Parser& parser, HttpResponse& response, const BodySink& sink) {
  std::string& body = parser.get().body();
  if (body.empty()) return;
  if (sink && response.status == 200)
    sink(body);
  else
    response.body += body;
  body.clear();
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

net::awaitable<HttpResponse> HttpClient::exchange(std::unique_ptr<Wire>& wire,
                                                  const std::string& request,
                                                  const BodySink& sink) {
  HttpResponse response;
  response.ec = co_await wire->send(request);
  if (response.ec) co_return response;
  Parser parser;
  parser.eager(true);
  parser.body_limit(boost::none);
  std::string kept;
  while (!parser.is_done()) {
    const Received received = co_await wire->receive();
    if (received.ec == net::error::eof && parser.is_header_done()) {
      parser.put_eof(response.ec);
      if (!response.ec) break;
    }
    if (received.ec) {
      response.ec = received.ec;
      co_return response;
    }
    kept += received.bytes;
    if (!put(parser, kept, response.ec)) co_return response;
    read_head(parser, response);
    if (parser.is_header_done()) hand_on(parser, response, sink);
  }
  response.whole = true;
  if (parser.get().keep_alive()) idle_.push_back(std::move(wire));
  co_return response;
}

net::awaitable<HttpResponse> HttpClient::post(std::string path, std::string headers,
                                              std::string body, BodySink sink) {
  const std::string request = "POST " + path + " HTTP/1.1\r\nhost: 127.0.0.1\r\n" + headers +
                              "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  // A kept connection may have been closed meanwhile; that is no answer, so a fresh one is tried.
  while (!idle_.empty()) {
    std::unique_ptr<Wire> wire = std::move(idle_.back());
    idle_.pop_back();
    HttpResponse response = co_await exchange(wire, request, sink);
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
  HttpResponse response = co_await exchange(dialled.wire, request, sink);
  co_return response;
}

}  // namespace squall
