// The connection is accepted, and then nothing is read and nothing said.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"lasting", SettingKind::duration, "60s", "1ms..24h", "length of a silence that ends",
     "resumes: true"},
    {"resumes", SettingKind::flag, "false", "", "whether requests are served after it"}};

struct AcceptSilent {
  Duration lasting;
  bool resumes;

  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    if (resumes)
      greeting.accepted.insert(std::prev(greeting.accepted.end()), wait(lasting));
    else
      end_instead(greeting.accepted, StepKind::hold);
    return true;
  }
};

void refine(const Settings& given, Reach& reach) {
  reach.leaves = given.flag("resumes") ? Leaves::all : Leaves::nothing;
}

Fault make(const Settings& given) {
  return AcceptSilent{given.duration("lasting"), given.flag("resumes")};
}

}  // namespace

// Facts: A10, acknowledged and never answered; waits of 180 to 900 s (claude-code#91502, #83238,
// #93155).
extern constinit const FaultKind accept_silent{
    {"accept_silent",
     "The connection is accepted and then silent, for ever or for a while.",
     settings,
     {.connections = true},
     nullptr,
     refine},
    Layer::connection,
    make};

}  // namespace squall
