// A stream lacks one of the events that close it: of its blocks, of its usage, or of itself.
#include <algorithm>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"which", SettingKind::choice, "terminator", "block_stop|usage|terminator",
     "ends of blocks, stop reason and token counts, or the end of the message"}};

struct MissingEvent {
  Role role;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    return std::erase_if(reply.script, [this](const Step& step) {
             return step.kind == StepKind::send && step.role == role;
           }) > 0;
  }
};

Fault make(const Settings& given) {
  const std::string& which = given.text("which");
  if (which == "block_stop") return MissingEvent{Role::shut};
  return MissingEvent{which == "usage" ? Role::usage : Role::terminal};
}

}  // namespace

// Facts: A7 and B8, streams without their terminal event though all of the text came.
extern constinit const FaultKind missing_event{
    {"missing_event",
     "A stream is whole but for one kind of its closing events.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
