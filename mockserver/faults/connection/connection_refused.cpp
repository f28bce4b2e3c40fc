// Nobody listens on the port: connecting fails at once.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"open_connections", SettingKind::choice, "reset", "reset|kept",
                                 "what becomes of connections that are open when the port shuts"}};

struct ConnectionRefused {
  bool resets_open;

  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    greeting.door = Door::refused;
    greeting.resets_open = resets_open;
    return true;
  }
};

Fault make(const Settings& given) {
  return ConnectionRefused{given.text("open_connections") == "reset"};
}

}  // namespace

// Facts: A14, "delayed connect error: Connection refused" as Envoy tells it (claude-code#7043,
// #8802).
extern constinit const FaultKind connection_refused{
    {"connection_refused",
     "Nobody listens on the port, so that connecting fails at once.",
     settings,
     {.connections = true, .whole_port = true, .leaves = Leaves::nothing}},
    Layer::connection,
    make};

}  // namespace squall
