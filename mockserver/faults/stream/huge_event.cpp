// One event is as big as a book: its JSON is padded with spaces, so it means what it meant.
#include <algorithm>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    at_setting("1/2", "share of the deltas that go out before the one that is padded"),
    {"size", SettingKind::size, "10MiB", "1KiB..64MiB", "spaces put before its last brace"}};

struct HugeEvent {
  Ratio at;
  std::uint64_t size;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script& script = reply.script;
    const auto padded = [](const Step& step) {
      return is_delta(step) && step.bytes.find('}') != step.bytes.npos;
    };
    auto here = std::find_if(after_deltas(script, at), script.end(), padded);
    if (here == script.end()) here = std::find_if(script.begin(), script.end(), padded);
    if (here == script.end() || !has_room(script, 0, size)) return false;
    here->bytes.insert(here->bytes.rfind('}'), static_cast<std::size_t>(size), ' ');
    return true;
  }
};

Fault make(const Settings& given) { return HugeEvent{given.ratio("at"), given.size("size")}; }

}  // namespace

// Readers with a bounded line buffer break at it. Wire facts: Anthropic itself pads events there,
// with up to 15 spaces.
extern constinit const FaultKind huge_event{{"huge_event",
                                             "One event of a stream is millions of bytes long.",
                                             settings,
                                             {.streams_only = true}},
                                            Layer::content,
                                            make};

}  // namespace squall
