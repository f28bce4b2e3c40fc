// Headers and the opening events come in time, the first token does not.
#include <algorithm>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"lasting", SettingKind::duration, "", "1ms..24h", "added before the first token"}};

struct SlowFirstToken {
  Duration lasting;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto first = std::ranges::find_if(reply.script, is_delta);
    if (first == reply.script.end()) return false;
    reply.script.insert(first, wait(lasting));
    return true;
  }
};

Fault make(const Settings& given) { return SlowFirstToken{given.duration("lasting")}; }

}  // namespace

// Facts: A9, 200 and headers, then nothing for 30 s to 5 min.
extern constinit const FaultKind slow_first_token{
    {"slow_first_token",
     "A stream opens in time, but its first token is late.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
