// The connection ends by FIN without TLS's own goodbye, as if cut by an attacker.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"after", SettingKind::size, "2KiB", "1B..64MiB",
     "bytes of answers that go out before, over all requests of the connection"}};

struct TlsNoCloseNotify {
  std::uint64_t after;

  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    if (greeting.cut_after) return false;
    greeting.cut_after = after;
    return true;
  }
};

Fault make(const Settings& given) { return TlsNoCloseNotify{given.size("after")}; }

}  // namespace

// RFC 8446, 6.1: an end without close_notify may be a truncation.
extern constinit const FaultKind tls_no_close_notify{
    {"tls_no_close_notify",
     "The TLS connection ends by FIN without a close_notify.",
     settings,
     {.connections = true, .tls = true}},
    Layer::connection,
    make};

}  // namespace squall
