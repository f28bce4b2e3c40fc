// The stream pauses part-way, then goes on or never does: a node that swaps out mid-answer.
#include <algorithm>

#include "mockserver/fault.hpp"

namespace squall {
namespace {

// More keep-alives than this make no other pause, only longer scripts; then it falls silent.
constexpr Duration::rep most_pings = 10'000;

// As pings_only: what comes faster is no keep-alive, and a stream that never ends would be busy.
constexpr Duration least_interval = std::chrono::milliseconds(100);

constexpr Setting settings[] = {
    {"at", SettingKind::ratio, "1/2", "0..1", "share of the deltas that go out before the pause"},
    {"lasting", SettingKind::duration, "60s", "1ms..24h", "length of a pause that ends",
     "resumes: true"},
    {"resumes", SettingKind::flag, "true", "", "whether the stream ever goes on"},
    {"pings", SettingKind::duration, "0", "0..1h",
     "interval of keep-alives during the pause, at least 100ms; 0 for none"}};

struct Stall {
  Ratio at;
  Duration lasting;
  bool resumes;
  Duration pings;

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    Script& script = reply.script;
    const auto here = after_deltas(script, at);
    if (here == script.end()) return false;
    const std::string keep_alive(pings > Duration{0} ? context.platform.keep_alive : "");
    if (resumes) {
      const Script all = pause(keep_alive);
      script.insert(here, all.begin(), all.end());
      return true;
    }
    end_at(script, here, StepKind::hold);
    if (!keep_alive.empty()) script.back() = hold_saying(keep_alive, pings);
    return true;
  }

  Script pause(const std::string& keep_alive) const {
    if (keep_alive.empty()) return {wait(lasting)};
    Script steps;
    // One that falls on the pause's end is no sign of life any more.
    const Duration::rep count = std::min((lasting.count() - 1) / pings.count(), most_pings);
    for (Duration::rep i = 0; i < count; ++i) {
      steps.push_back(wait(pings));
      steps.push_back(send(Role::ping, keep_alive));
    }
    steps.push_back(wait(lasting - count * pings));
    return steps;
  }
};

Fault make(const Settings& given) {
  const Duration pings = given.duration("pings");
  return Stall{given.ratio("at"), given.duration("lasting"), given.flag("resumes"),
               pings > Duration{0} ? std::max(pings, least_interval) : pings};
}

}  // namespace

// Facts: A8, gaps of 50 s to 185 s seen, some of them for ever; A12 for keep-alives.
extern constinit const FaultKind stall{
    {"stall",
     "The stream pauses part-way, then goes on, or stays without content with the socket open.",
     settings,
     {.streams_only = true}},
    Layer::content,
    make};

}  // namespace squall
