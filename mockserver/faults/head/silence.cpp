// The server takes the request and says nothing, or headers and then nothing.
#include <iterator>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"after", SettingKind::choice, "request", "request|head",
     "silent from the start, or once the headers are out"},
    {"lasting", SettingKind::duration, "180s", "1ms..24h", "length of a silence that ends",
     "resumes: true"},
    {"resumes", SettingKind::flag, "false", "", "whether the rest ever comes"}};

// Where the head is over; the end of the script when it has none.
Script::iterator after_head(Script& script) {
  auto at = script.end();
  while (at != script.begin())
    if (std::prev(at)->role == Role::head)
      return at;
    else
      --at;
  return script.end();
}

struct Silence {
  bool head_comes;
  Duration lasting;
  bool resumes;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto here = head_comes ? after_head(reply.script) : reply.script.begin();
    if (here == reply.script.end()) return false;
    if (resumes)
      reply.script.insert(here, wait(lasting));
    else
      end_at(reply.script, here, StepKind::hold);
    return true;
  }
};

Fault make(const Settings& given) {
  return Silence{given.text("after") == "head", given.duration("lasting"), given.flag("resumes")};
}

}  // namespace

// Facts: A10 (no headers; clients waited 180, 600 and 900 s), A9 (200 and headers, then 0 bytes).
extern constinit const FaultKind silence{
    {"silence", "The request is taken, then nothing comes: no headers, or nothing after them.",
     settings},
    Layer::wire,
    make};

}  // namespace squall
