// The stream stops inside an event, so that its JSON is left open.
#include <algorithm>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"at", SettingKind::ratio, "1/2", "0..1", "share of the deltas before the one that is cut"},
    {"ending", SettingKind::choice, "close", "finish|close|reset",
     "a correct last chunk, FIN without one, or RST"}};

StepKind ending_of(const std::string& word) {
  if (word == "finish") return StepKind::finish;
  return word == "close" ? StepKind::close : StepKind::reset;
}

struct MidEventCut {
  Ratio at;
  StepKind kind;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script& script = reply.script;
    auto here = after_deltas(script, at);
    here = std::find_if(here, script.end(), is_delta);
    if (here == script.end()) here = last_delta(script);
    if (here == script.end()) return false;
    here->bytes.resize(here->bytes.size() / 2);
    here->tokens = 0;
    here->text = 0;
    end_at(script, std::next(here), kind);
    return true;
  }

  static Script::iterator last_delta(Script& script) {
    const auto last = std::find_if(script.rbegin(), script.rend(), is_delta);
    return last == script.rend() ? script.end() : std::prev(last.base());
  }
};

Fault make(const Settings& given) {
  return MidEventCut{given.ratio("at"), ending_of(given.text("ending"))};
}

}  // namespace

// Facts: A7, streams that stop inside `input_json_delta`; both endings are seen in production.
extern constinit const FaultKind mid_event_cut{{"mid_event_cut",
                                                "A stream stops in the middle of an event.",
                                                settings,
                                                {.streams_only = true}},
                                               Layer::content,
                                               make};

}  // namespace squall
