// Cloudflare's pages and Envoy's line.
#include "mockserver/platforms/edge.hpp"

#include <string>
#include <utility>

#include "mockserver/platforms/compose.hpp"

namespace squall {
namespace {

constexpr std::uint64_t ray_dice = 0xcf;

std::string ray_id(const Occasion& occasion) {
  Random random{occasion.ids, ray_dice};
  std::string id;
  append_hex(id, random, 16);
  return id;
}

std::string_view title(int status) {
  switch (status) {
    case 500:
      return "Internal Server Error";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Temporarily Unavailable";
    case 504:
      return "Gateway Time-out";
    case 520:
      return "Web server is returning an unknown error";
    case 521:
      return "Web server is down";
    case 522:
      return "Connection timed out";
    case 523:
      return "Origin is unreachable";
    case 524:
      return "A timeout occurred";
    default:
      return "Error";
  }
}

// The page of Cloudflare's proxies (fingerprint A15).
std::string short_page(int status) {
  const std::string name = std::to_string(status) + " " + std::string(title(status));
  return "<html>\n<head><title>" + name + "</title></head>\n<body>\n<center><h1>" + name +
         "</h1></center>\n<hr><center>cloudflare</center>\n</body>\n</html>\n";
}

// The designed page (A16): its first lines and its title are recorded, the rest is modelled.
std::string long_page(std::string_view host, const std::string& ray) {
  std::string page =
      "<!DOCTYPE html>\n"
      "<!--[if lt IE 7]> <html class=\"no-js ie6 oldie\" lang=\"en-US\"> <![endif]-->\n"
      "<!--[if IE 7]>    <html class=\"no-js ie7 oldie\" lang=\"en-US\"> <![endif]-->\n"
      "<!--[if IE 8]>    <html class=\"no-js ie8 oldie\" lang=\"en-US\"> <![endif]-->\n"
      "<!--[if gt IE 8]><!--> <html class=\"no-js\" lang=\"en-US\"> <!--<![endif]-->\n"
      "<head>\n<title>";
  page += host;
  page +=
      " | 520: Web server is returning an unknown error</title>\n"
      "<meta charset=\"UTF-8\" />\n</head>\n<body>\n"
      "<h1>Web server is returning an unknown error</h1>\n<p>Error code 520</p>\n"
      "<p>Cloudflare Ray ID: <strong>";
  page += ray;
  return page + "</strong></p>\n</body>\n</html>\n";
}

std::string envoy_line(const std::string& message) {
  constexpr std::string_view prefix =
      "upstream connect error or disconnect/reset before headers. reset reason: ";
  if (message.starts_with("upstream connect error")) return message;
  return std::string(prefix) + (message.empty() ? "overflow" : message);
}

}  // namespace

Headers edge_headers(std::string_view content_type, const Occasion& occasion) {
  Headers headers;
  headers.reserve(4);
  headers.emplace_back("date", http_date(occasion.utc_seconds));
  if (!content_type.empty()) headers.emplace_back("content-type", content_type);
  headers.emplace_back("server", "cloudflare");
  headers.emplace_back("cf-ray", ray_id(occasion) + "-SJC");
  return headers;
}

Reply whole_reply(int status, Headers headers, std::string body) {
  Reply reply;
  reply.status = status;
  reply.headers = std::move(headers);
  reply.script.reserve(2);
  if (!body.empty()) reply.script.push_back(send(Role::body, std::move(body)));
  reply.script.push_back(ending(StepKind::finish));
  return reply;
}

std::optional<Reply> edge_reply(const Refusal& refusal, const Occasion& occasion,
                                std::string_view host) {
  if (refusal.type == "html") {
    std::string page =
        refusal.status == 520 ? long_page(host, ray_id(occasion)) : short_page(refusal.status);
    return whole_reply(refusal.status, edge_headers("text/html; charset=UTF-8", occasion),
                       std::move(page));
  }
  if (refusal.type == "envoy")
    return whole_reply(refusal.status, edge_headers("text/plain", occasion),
                       envoy_line(refusal.message));
  if (refusal.type == "empty") return whole_reply(refusal.status, edge_headers("", occasion), "");
  return std::nullopt;
}

}  // namespace squall
