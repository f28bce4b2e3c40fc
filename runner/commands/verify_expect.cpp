// Asks the pure core again what it would say, with the shares as they are and with shares of 1.
#include "runner/commands/verify_expect.hpp"

#include <algorithm>
#include <cassert>

#include "mockserver/greet.hpp"
#include "runner/commands/verify_probes.hpp"

namespace squall {
namespace {

// Keep-alives without end that a probe waits for.
constexpr unsigned repeats = 3;

void make_sure(Rule& rule) {
  rule.share = {};
  assert(rule.share.level == (Ratio{1, 1}));
}

// A rule whose share is 1 as long as this lives.
class MadeSure {
 public:
  explicit MadeSure(Rule& rule) : rule_(rule), share_(std::move(rule.share)) { make_sure(rule); }
  ~MadeSure() { rule_.share = std::move(share_); }
  MadeSure(const MadeSure&) = delete;
  MadeSure& operator=(const MadeSure&) = delete;

 private:
  Rule& rule_;
  Share share_;
};

bool acts(const std::vector<Firing>& firings, std::size_t rule) {
  return std::ranges::any_of(firings, [&](const Firing& firing) { return firing.rule == rule; });
}

}  // namespace

Expectations::Expectations(const Scenario& scenario, std::uint64_t seed)
    : scenario_(scenario),
      plan_(scenario, seed),
      sure_(scenario),
      sure_plan_(sure_, seed),
      all_sure_(scenario) {
  std::ranges::for_each(all_sure_.rules, make_sure);
}

Expected Expectations::of(Request request, Instant at, std::uint64_t connection) {
  const Platform* platform = route(request);
  assert(platform != nullptr && "probes ask for what is served");
  const Question question = platform->understand(request);
  AttemptId id = calls_.identify(question).id;
  id.connection = connection;
  id.caller = caller_of(request);
  const auto planned_by = [&](const Plan& plan) {
    return plan_answer(plan, *platform, request, question, id, at, FramingWishes{});
  };
  const Planned planned = planned_by(plan_);

  Expected expected;
  expected.attempt = id.attempt;
  expected.status = planned.status;
  expected.hearing = hearing_of(planned.script, at, repeats);
  expected.patience = patience(planned.script, expected.hearing);
  for (const Firing& firing : planned.firings) {
    expected.rules.push_back(scenario_.rules[firing.rule].id);
    expected.faults.emplace_back(plan_.fault(firing).kind->word.name);
  }
  const std::vector<HeaderView> headers(request.headers.begin(), request.headers.end());
  const Asked asked = asked_for(*platform, question, headers);
  for (const Firing& firing : decide(scenario_, plan_.seed(), asked, id, at))
    if (meeting_of(scenario_.rules[firing.rule]) == Meeting::load) expected.by_load = true;
  // With all shares 1 exactly the rules act that are about this attempt.
  expected.chances.assign(scenario_.rules.size(), -1);
  for (const Firing& firing : decide(all_sure_, plan_.seed(), asked, id, at)) {
    const Rule& rule = scenario_.rules[firing.rule];
    if (meeting_of(rule) != Meeting::attempt) continue;
    const double share = share_at(rule, at).value();
    bool could = share > 0 && acts(planned.firings, firing.rule);
    if (share > 0 && !could) {
      const MadeSure sure(sure_.rules[firing.rule]);
      could = acts(planned_by(sure_plan_).firings, firing.rule);
    }
    expected.chances[firing.rule] = could ? share : 0;
  }
  return expected;
}

std::vector<double> Expectations::at_the_door(const Platform* platform, std::uint64_t ordinal,
                                              Instant at) {
  const Platform* port = needs_a_port_each(plan_) ? platform : nullptr;
  std::vector<double> chances;
  for (std::size_t i = 0; i < scenario_.rules.size(); ++i) {
    const Rule& rule = scenario_.rules[i];
    const bool about =
        meeting_of(rule) == Meeting::connection && rule.during.contains(at) && concerns(rule, port);
    double chance = about ? share_at(rule, at).value() : -1;
    if (chance > 0) {
      const MadeSure sure(sure_.rules[i]);
      if (!acts(plan_greeting(sure_plan_, port, ordinal, at).firings, i)) chance = 0;
    }
    chances.push_back(chance);
  }
  return chances;
}

bool Expectations::is_greeted(const Platform* platform, std::uint64_t ordinal, Instant at) const {
  const Platform* port = needs_a_port_each(plan_) ? platform : nullptr;
  return !plan_greeting(plan_, port, ordinal, at).firings.empty();
}

}  // namespace squall
