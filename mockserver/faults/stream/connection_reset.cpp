// The connection is reset (RST): before anything was said, or part-way through the answer.
#include <algorithm>

#include "mockserver/fault.hpp"
#include "mockserver/faults/stream/cut.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"when", SettingKind::choice, "midway", "before_head|midway", "before any byte, or part-way"},
    only_beside("when: midway",
                at_setting("1/2", "share of the deltas, or of `after`, that go out before")),
    only_beside("when: midway", place_setting),
    only_beside("when: midway", after_setting)};

struct ConnectionReset {
  bool before_head;
  Cut cut;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    Script& script = reply.script;
    if (!before_head && count_deltas(script) == 0) return cut_body(reply);
    const auto here = before_head ? script.begin() : cut(script);
    if (here == script.end()) return false;
    end_at(script, here, StepKind::reset);
    return true;
  }

  // A body that is no stream: half of it goes out under the length of the whole.
  static bool cut_body(Reply& reply) {
    const auto body = first_send(reply.script);
    if (body == reply.script.end()) return false;
    reply.announced = body_size(reply.script);
    body->bytes.resize(body->bytes.size() / 2);
    body->role = Role::none;
    body->tokens = 0;
    body->text = 0;
    end_at(reply.script, std::next(body), StepKind::reset);
    return true;
  }
};

Fault make(const Settings& given) {
  return ConnectionReset{given.text("when") == "before_head", cut_of(given)};
}

}  // namespace

// Facts: "connection closed mid-response", 0.16 % of requests over a year, 1.04 % in a bad week.
extern constinit const FaultKind connection_reset{
    {"connection_reset",
     "The connection is reset before the answer or in its middle.",
     settings,
     {},
     object_to_cut,
     refine_cut},
    Layer::content,
    make};

}  // namespace squall
