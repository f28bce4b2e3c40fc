// An error is told inside a stream that began under a 200; then the connection ends.
#include <algorithm>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"
#include "mockserver/faults/stream/events.hpp"
#include "mockserver/faults/wording.hpp"

namespace squall {
namespace {

constexpr Setting place_rows[] = {
    {"when", SettingKind::choice, "midway", "first_event|before_content|midway",
     "as the first event, after the opening events, or after some of the deltas"},
    only_beside("when: midway", at_setting("1/2", "share of the deltas that go out before")),
    {"status", SettingKind::whole, "529", "400..599", "the status that would have said the same"}};
constexpr Setting form_rows[] = {
    {"framed", SettingKind::flag, "true", "", "as an event, or as bare JSON between events"},
    {"ending", SettingKind::choice, "close", "finish|close",
     "a correct last chunk, or FIN without one"}};

constexpr auto settings = joined_settings(place_rows, type_setting, message_setting, form_rows);

enum class When : std::uint8_t { first_event, before_content, midway };

struct StreamError {
  When when;
  Ratio at;
  Refusal refusal;
  bool framed;
  StepKind kind;

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    Script& script = reply.script;
    const auto here = place_in(script);
    if (here == script.end()) return false;
    end_at(script, here, kind);
    Script told = context.platform.refuse_midway(refusal, context.occasion);
    if (!framed)
      for (Step& step : told) step.bytes = data_of(step.bytes);
    script.insert(std::prev(script.end()), told.begin(), told.end());
    return true;
  }

  Script::iterator place_in(Script& script) const {
    if (!is_stream(script)) return script.end();
    if (when == When::first_event) return first_send(script);
    return after_deltas(script, when == When::midway ? at : Ratio{0, 1});
  }
};

When when_of(const std::string& word) {
  if (word == "first_event") return When::first_event;
  return word == "midway" ? When::midway : When::before_content;
}

Fault make(const Settings& given) {
  return StreamError{when_of(given.text("when")),
                     given.ratio("at"),
                     {.status = static_cast<int>(given.whole("status")),
                      .type = said(given, "type"),
                      .message = said(given, "message")},
                     given.flag("framed"),
                     given.text("ending") == "finish" ? StepKind::finish : StepKind::close};
}

}  // namespace

// Facts: A6 and B1 (an event, then the end without a terminal), C6 (JSON without a frame).
extern constinit const FaultKind stream_error{
    {"stream_error",
     "An error is told inside a stream that began well, which then ends.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
