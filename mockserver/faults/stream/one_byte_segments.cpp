// Every byte goes out by itself: readers must put characters, lines and chunks together again.
#include <algorithm>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"first", SettingKind::size, "4KiB", "1..64KiB",
     "how much goes out byte by byte, head and all; the rest goes out as usual"},
    {"every", SettingKind::duration, "0", "0..1min", "time between two bytes"}};

struct OneByteSegments {
  std::uint64_t first;
  Duration every;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script pieces;
    std::uint64_t left = first;
    for (Step& step : reply.script) {
      if (step.kind == StepKind::send && left > 0)
        left = split(std::move(step), left, pieces);
      else
        pieces.push_back(std::move(step));
    }
    reply.script = std::move(pieces);
    return left < first;
  }

  // The last piece says what the whole was. A wait, be it of zero, makes each piece a write of its
  // own.
  std::uint64_t split(Step whole, std::uint64_t left, Script& pieces) const {
    std::string bytes = std::move(whole.bytes);
    std::size_t at = 0;
    for (; at + 1 < bytes.size() && left > 0; ++at, --left) {
      part(pieces);
      pieces.push_back(send(Role::none, bytes.substr(at, 1)));
    }
    part(pieces);
    whole.bytes = bytes.substr(at);
    if (left > 0 && whole.bytes.size() == 1) --left;
    pieces.push_back(std::move(whole));
    return left;
  }

  void part(Script& pieces) const {
    if (!pieces.empty() && pieces.back().kind == StepKind::send) pieces.push_back(wait(every));
  }
};

Fault make(const Settings& given) {
  return OneByteSegments{given.size("first"), given.duration("every")};
}

}  // namespace

// TCP keeps no borders (RFC 9293). For the same reason the kernel may put writes together again
// when the reader is slow to acknowledge more than the first ten; time between the bytes prevents
// that.
extern constinit const FaultKind one_byte_segments{
    {"one_byte_segments", "Every byte of the answer goes out in a write of its own.", settings},
    Layer::wire,
    make};

}  // namespace squall
