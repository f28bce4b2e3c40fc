// An event of a type that nobody has heard of: a provider that adds one.
#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    at_setting("1/2", "share of the deltas that go out before the event"),
    {"type", SettingKind::text, "squall_unknown", "", "its type, as it stands in event and data"}};

struct UnknownEvent {
  Ratio at;
  std::string bytes;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto here = after_deltas(reply.script, at);
    if (here == reply.script.end()) return false;
    reply.script.insert(here, send(Role::none, bytes));
    return true;
  }
};

Fault make(const Settings& given) {
  const std::string& type = given.text("type");
  return UnknownEvent{given.ratio("at"),
                      "event: " + type + "\ndata: {\"type\":\"" + type + "\"}\n\n"};
}

}  // namespace

// Anthropic's streaming page: event types may be added, and clients should handle unknown ones.
extern constinit const FaultKind unknown_event{{"unknown_event",
                                                "An event of an unknown type comes in a stream.",
                                                settings,
                                                {.streams_only = true}},
                                               Layer::content,
                                               make};

}  // namespace squall
