// A body, or the data of one event, that is no JSON, though every length and frame is right.
#include <algorithm>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"form", SettingKind::choice, "truncated", "truncated|malformed",
     "broken off at its half, or with its first brace twice"},
    {"at", SettingKind::ratio, "1/2", "0..1", "share of a stream's deltas before the bad event"}};

struct MalformedJson {
  bool truncated;
  Ratio at;

  // Of a body nobody can read no end is told; a stream goes on after its bad event.
  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script& script = reply.script;
    auto here = std::find_if(after_deltas(script, at), script.end(), is_delta);
    if (here == script.end()) here = last_with(script, Role::delta);
    if (here == script.end()) here = std::ranges::find(script, Role::body, &Step::role);
    if (here == script.end() || !spoil(here->bytes)) return false;
    here->tokens = 0;
    here->text = 0;
    if (here->role == Role::body) here->role = Role::none;
    return true;
  }

  // From the first brace to the last: what stands around it is the frame of the event.
  bool spoil(std::string& bytes) const {
    const std::size_t begin = bytes.find('{');
    const std::size_t end = bytes.rfind('}');
    if (begin == bytes.npos || end == bytes.npos || end < begin) return false;
    if (truncated)
      bytes.erase(begin + (end - begin) / 2, end + 1 - begin - (end - begin) / 2);
    else
      bytes.insert(begin, 1, '{');
    return true;
  }
};

Fault make(const Settings& given) {
  return MalformedJson{given.text("form") == "truncated", given.ratio("at")};
}

}  // namespace

// Facts: C6, "Incomplete JSON segment at the end" on js-genai; doubled braces are assumed.
extern constinit const FaultKind malformed_json{
    {"malformed_json", "A body or an event holds something that is no JSON.", settings},
    Layer::content,
    make};

}  // namespace squall
