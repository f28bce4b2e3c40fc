// The stream's lines end in another way than the platform's: CR, LF or CRLF.
#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"as", SettingKind::choice, "crlf", "cr|lf|crlf", "what every line ends with"}};

// JSON escapes its line ends, so that all of these are the stream's own.
std::string rewritten(std::string_view bytes, std::string_view line_end) {
  std::string text;
  text.reserve(bytes.size() + 8);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const bool pair = bytes.substr(at, 2) == "\r\n";
    if (bytes[at] == '\n' || bytes[at] == '\r')
      text += line_end;
    else
      text += bytes[at];
    if (pair) ++at;
  }
  return text;
}

struct LineEnds {
  std::string_view line_end;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    if (!is_stream(reply.script)) return false;
    bool changed = false;
    for (Step& step : reply.script) {
      std::string bytes = rewritten(step.bytes, line_end);
      changed = changed || bytes != step.bytes;
      step.bytes = std::move(bytes);
    }
    return changed;
  }
};

Fault make(const Settings& given) {
  const std::string& as = given.text("as");
  if (as == "crlf") return LineEnds{"\r\n"};
  return LineEnds{as == "cr" ? "\r" : "\n"};
}

}  // namespace

// Wire facts: LF from most, CRLF from Gemini; the standard of server-sent events allows all three.
// A reader that knows only one of them sees no event at all.
extern constinit const FaultKind line_ends{{"line_ends",
                                            "The lines of a stream end with CR, LF or CRLF.",
                                            settings,
                                            {.streams_only = true}},
                                           Layer::content,
                                           make};

}  // namespace squall
