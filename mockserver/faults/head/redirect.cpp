// The request is sent elsewhere: to the same endpoint, once or for ever.
#include "mockserver/fault.hpp"
#include "mockserver/platforms/edge.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"status", SettingKind::choice, "307", "301|302|303|307|308",
     "HTTP status; after 301 to 303 most clients ask again with GET, and lose the body"},
    {"times", SettingKind::choice, "once", "once|loop",
     "once: whoever follows is answered; loop: whoever follows is sent on for ever"}};

constexpr std::string_view mark = "redirected";

// A location of a query alone stays on the request's own URL, whatever prefix it has.
std::string location(const Request& request) {
  const std::size_t at = request.target.find('?');
  std::string query = at == std::string::npos ? "" : request.target.substr(at + 1);
  if (request.query(mark).empty()) {
    if (!query.empty()) query += '&';
    query.append(mark).append("=1");
  }
  return "?" + query;
}

struct Redirect {
  int status;
  bool loop;

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    if (!loop && !context.request.query(mark).empty()) return false;
    Headers headers = edge_headers("", context.occasion);
    headers.emplace_back("location", location(context.request));
    reply = whole_reply(status, std::move(headers), "");
    return true;
  }
};

void refine(const Settings& given, Reach& reach) {
  reach.sometimes = given.text("times") == "once";
}

Fault make(const Settings& given) {
  return Redirect{std::stoi(given.text("status")), given.text("times") == "loop"};
}

}  // namespace

// RFC 9110, section 15.4; fetch gives up after 20 redirects, httpx follows none unless told to.
extern constinit const FaultKind redirect{{"redirect",
                                           "A redirect to the same endpoint, once or for ever.",
                                           settings,
                                           {.replaces = true},
                                           nullptr,
                                           refine},
                                          Layer::answer,
                                          make};

}  // namespace squall
