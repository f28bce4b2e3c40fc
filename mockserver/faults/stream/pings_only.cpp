// The stream opens, and then nothing but keep-alives comes, for ever.
#include "mockserver/fault.hpp"

namespace squall {
namespace {

constexpr Setting settings[] = {
    {"kind", SettingKind::choice, "event", "event|comment",
     "the platform's own keep-alive, or a comment as gateways send"},
    {"every", SettingKind::duration, "30s", "100ms..1h", "interval of the keep-alives"}};

struct PingsOnly {
  bool comment;
  Duration every;

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    const auto here = after_deltas(reply.script, {0, 1});
    if (here == reply.script.end()) return false;
    end_at(reply.script, here, StepKind::hold);
    const std::string_view own = context.platform.keep_alive;
    reply.script.back() =
        hold_saying(comment || own.empty() ? ": keep-alive\n\n" : std::string(own), every);
    return true;
  }
};

Fault make(const Settings& given) {
  return PingsOnly{given.text("kind") == "comment", given.duration("every")};
}

}  // namespace

// Facts: A12 (pings about every 30 s), F1 (`: keep-alive` comments that held a client for 17 min).
extern constinit const FaultKind pings_only{{"pings_only",
                                             "A stream opens and then only keeps alive, for ever.",
                                             settings,
                                             {.streams_only = true}},
                                            Layer::content,
                                            make};

}  // namespace squall
