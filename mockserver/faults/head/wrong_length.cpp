// The content-length is not the body's: a proxy changed one and not the other.
#include <algorithm>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"form", SettingKind::choice, "too_long", "too_long|too_short",
                                 "announces more bytes than come, or fewer"},
                                {"by", SettingKind::size, "100B", "1B..1GiB",
                                 "how many; a body that is shorter is announced "
                                 "as empty"},
                                {"ending", SettingKind::choice, "close", "finish|close|reset",
                                 "after the body: the connection lives on, FIN, RST"}};

struct WrongLength {
  bool too_long;
  std::uint64_t by;
  StepKind ending;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const std::uint64_t size = body_size(reply.script);
    if (!too_long && size == 0) return false;
    reply.framing = Framing::sized;
    reply.announced = too_long ? size + by : size - std::min(size, by);
    // An ending that another fault chose stays.
    if (reply.script.back().kind == StepKind::finish) reply.script.back().kind = ending;
    return true;
  }
};

Fault make(const Settings& given) {
  const std::string& ending = given.text("ending");
  return WrongLength{given.text("form") == "too_long", given.size("by"),
                     ending == "finish"  ? StepKind::finish
                     : ending == "close" ? StepKind::close
                                         : StepKind::reset};
}

}  // namespace

// RFC 9112, section 8: shorter than announced is an incomplete message, what comes after the
// announced length is taken for the next answer. Clients say "received N bytes, expected M".
extern constinit const FaultKind wrong_length{
    {"wrong_length", "The content-length is longer or shorter than the body.", settings},
    Layer::content,
    make};

}  // namespace squall
