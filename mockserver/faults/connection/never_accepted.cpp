// The port listens, but nobody ever accepts: a process that hangs.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"handshake", SettingKind::choice, "completes", "completes|hangs",
     "whether the kernel still completes the TCP handshake, or its queue is full"}};

struct NeverAccepted {
  bool completes;

  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    greeting.door = completes ? Door::unaccepted : Door::unreachable;
    return true;
  }
};

Fault make(const Settings& given) { return NeverAccepted{given.text("handshake") == "completes"}; }

}  // namespace

// Facts: A14, "connection timeout" as Envoy tells it (claude-code#7403).
extern constinit const FaultKind never_accepted{
    {"never_accepted",
     "Connections are never accepted; connecting succeeds into silence, or hangs itself.",
     settings,
     {.connections = true, .whole_port = true, .leaves = Leaves::nothing}},
    Layer::connection,
    make};

}  // namespace squall
