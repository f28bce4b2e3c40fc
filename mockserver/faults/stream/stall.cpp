// The stream pauses part-way, then goes on or never does: a node that swaps out mid-answer.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"at", SettingKind::ratio, "1/2", "0..1", "share of the deltas that go out before the pause"},
    {"lasting", SettingKind::duration, "60s", "1ms..24h", "length of the pause"},
    {"resumes", SettingKind::flag, "true", "", "whether the stream ever goes on"}};

struct Stall {
  Ratio at;
  Duration lasting;
  bool resumes;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto here = after_deltas(reply.script, at);
    if (here == reply.script.end()) return false;
    if (resumes)
      reply.script.insert(here, wait(lasting));
    else
      end_at(reply.script, here, StepKind::hold);
    return true;
  }
};

Fault make(const Settings& given) {
  return Stall{given.ratio("at"), given.duration("lasting"), given.flag("resumes")};
}

}  // namespace

// Facts: A8, gaps of 50 s to 185 s seen, some of them for ever.
extern constinit const FaultKind stall{
    {"stall",
     "The stream pauses part-way, then goes on, or stays silent with the socket open.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
