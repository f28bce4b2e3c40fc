// Cloudflare's pages and Envoy's line.
#include "mockserver/platforms/edge.hpp"

#include <string>
#include <utility>

#include "mockserver/platforms/compose.hpp"
#include "scenarios/units.hpp"

namespace squall {
namespace {

constexpr std::uint64_t ray_dice = 0xcf;

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

// "502 Bad Gateway" and the like.
std::string named(int status) { return std::to_string(status) + " " + std::string(title(status)); }

std::string paragraph(std::string_view text) {
  return text.empty() ? "" : "<p>" + std::string(text) + "</p>\n";
}

Reply html(int status, std::string page, const Occasion& occasion) {
  return whole_reply(status, edge_headers("text/html; charset=UTF-8", occasion), std::move(page));
}

// The lines with which both designed pages begin; those for old browsers are recorded.
std::string designed_head(std::string_view title_text) {
  return "<!DOCTYPE html>\n"
         "<!--[if lt IE 7]> <html class=\"no-js ie6 oldie\" lang=\"en-US\"> <![endif]-->\n"
         "<!--[if IE 7]>    <html class=\"no-js ie7 oldie\" lang=\"en-US\"> <![endif]-->\n"
         "<!--[if IE 8]>    <html class=\"no-js ie8 oldie\" lang=\"en-US\"> <![endif]-->\n"
         "<!--[if gt IE 8]><!--> <html class=\"no-js\" lang=\"en-US\"> <!--<![endif]-->\n"
         "<head>\n<title>" +
         std::string(title_text) + "</title>\n<meta charset=\"UTF-8\" />\n</head>\n<body>\n";
}

// `2025-11-18 11:50:02 UTC`.
std::string page_time(const Occasion& occasion) {
  std::string text = print_utc(occasion.utc_seconds);
  text[text.find('T')] = ' ';
  text.pop_back();
  return text + " UTC";
}

}  // namespace

std::string ray_id(const Occasion& occasion) {
  Random random{occasion.ids, ray_dice};
  std::string id;
  append_hex(id, random, 16);
  return id;
}

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

Reply short_page(const ErrorPage& page, const Occasion& occasion) {
  const std::string name = named(page.status);
  return html(page.status,
              "<html>\n<head><title>" + name + "</title></head>\n<body>\n<center><h1>" + name +
                  "</h1></center>\n" + paragraph(page.advice) +
                  "<hr><center>cloudflare</center>\n</body>\n</html>\n",
              occasion);
}

// The first lines and the title are recorded, the rest is modelled.
Reply designed_page(const ErrorPage& page, const Occasion& occasion) {
  const std::string name(title(page.status)), status = std::to_string(page.status);
  return html(page.status,
              designed_head(std::string(page.host) + " | " + status + ": " + name) + "<h1>" + name +
                  "</h1>\n<p>Error code " + status + "</p>\n" + paragraph(page.advice) +
                  "<p>Cloudflare Ray ID: <strong>" + ray_id(occasion) +
                  "</strong></p>\n</body>\n</html>\n",
              occasion);
}

// Its words, the city and the time are reported; their order in the page is modelled.
Reply internal_error_page(const ErrorPage& page, const Occasion& occasion) {
  const std::string status = std::to_string(page.status), host(page.host);
  return html(page.status,
              designed_head(host + " | " + status + ": Internal server error") +
                  "<h1>Internal server error <span>Error code " + status + "</span></h1>\n<p>" +
                  page_time(occasion) +
                  "</p>\n<ul>\n<li>You: Browser, Working</li>\n"
                  "<li>San Jose: Cloudflare, Error</li>\n<li>" +
                  host +
                  ": Host, Working</li>\n</ul>\n"
                  "<h2>What happened?</h2>\n"
                  "<p>There is an internal server error on Cloudflare's network.</p>\n"
                  "<h2>What can I do?</h2>\n<p>Please try again in a few minutes.</p>\n" +
                  paragraph(page.advice) + "<p>Cloudflare Ray ID: <strong>" + ray_id(occasion) +
                  "</strong></p>\n</body>\n</html>\n",
              occasion);
}

Reply envoy_line(std::string_view reset_reason, std::string_view advice, const Occasion& occasion) {
  std::string line = "upstream connect error or disconnect/reset before headers. reset reason: ";
  line += reset_reason;
  return whole_reply(503, edge_headers("text/plain", occasion), advised(std::move(line), advice));
}

}  // namespace squall
