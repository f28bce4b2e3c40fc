// A line that does not belong there stands between two events.
#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    at_setting("1/2", "share of the deltas that go out before the line"),
    {"line", SettingKind::choice, "no_field", "no_field|not_utf8|broken_data|html_page",
     "a line without a colon, bytes that are no UTF-8, data whose JSON is open, or the page of "
     "a proxy whose upstream is gone"}};

// nginx's own words for a 503 that came too late to be a status (facts: B14).
constexpr std::string_view nginx_page =
    "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n"
    "<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n"
    "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

struct GarbageLine {
  Ratio at;
  std::string_view line;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto here = after_deltas(reply.script, at);
    if (here == reply.script.end()) return false;
    reply.script.insert(here, send(Role::none, std::string(line)));
    return true;
  }
};

Fault make(const Settings& given) {
  const std::string& line = given.text("line");
  std::string_view bytes = "upstream worker 7 lost its lease\n";
  if (line == "not_utf8") bytes = "\xC3\x28\xFF\xFE\n";
  if (line == "html_page") bytes = nginx_page;
  if (line == "broken_data") bytes = "data: {\"type\n\n";
  return GarbageLine{given.ratio("at"), bytes};
}

}  // namespace

// The standard of server-sent events ignores lines it does not know; F1 and F2 show gateways that
// write lines of their own. Broken data is an event like any other, so readers must refuse it.
extern constinit const FaultKind garbage_line{
    {"garbage_line",
     "A line that means nothing stands between two events of a stream.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
