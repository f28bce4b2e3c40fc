// Everything has been said, but the response does not end: the socket stays open.
#include <iterator>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"ends", SettingKind::flag, "false", "", "whether the response ever ends"},
    {"lasting", SettingKind::duration, "76s", "1ms..24h", "how long after its last event it ends",
     "ends: true"}};

struct SocketLeftOpen {
  bool ends;
  Duration lasting;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    auto here = last_with(reply.script, Role::terminal);
    if (here == reply.script.end()) return false;
    ++here;
    if (ends)
      reply.script.insert(here, wait(lasting));
    else
      end_at(reply.script, here, StepKind::hold);
    return true;
  }
};

Fault make(const Settings& given) {
  return SocketLeftOpen{given.flag("ends"), given.duration("lasting")};
}

}  // namespace

// Facts: A11, 76 s between `message_stop` and the end of the body, and B10.
extern constinit const FaultKind socket_left_open{
    {"socket_left_open",
     "A stream tells its end, but its body does not end.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
