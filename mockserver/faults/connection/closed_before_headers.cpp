// The connection ends by FIN before any header: a node that drains or restarts.
#include "mockserver/fault.hpp"
#include "mockserver/greeting.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {{"when", SettingKind::choice, "request", "accept|request",
                                 "as soon as it is open, or once a request has begun to arrive"}};

struct ClosedBeforeHeaders {
  bool at_once;

  bool operator()(Greeting& greeting, Random&) const {
    if (!is_reached(greeting)) return false;
    end_instead(at_once ? greeting.accepted : greeting.asked, StepKind::close);
    return true;
  }
};

Fault make(const Settings& given) { return ClosedBeforeHeaders{given.text("when") == "accept"}; }

}  // namespace

// Facts: A14, "disconnect/reset before headers ... connection termination" (zed#34624,
// claude-code#7403).
extern constinit const FaultKind closed_before_headers{
    {"closed_before_headers",
     "The connection ends by FIN before any header.",
     settings,
     {.connections = true, .leaves = Leaves::nothing}},
    Layer::connection,
    make};

}  // namespace squall
