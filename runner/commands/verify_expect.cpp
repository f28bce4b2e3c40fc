// Asks the pure core again what it would say, with the shares as they are and with shares of 1.
#include "runner/commands/verify_expect.hpp"

#include <algorithm>
#include <cassert>

#include "mockserver/greet.hpp"
#include "runner/commands/verify_probes.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

// Keep-alives without end that a probe waits for.
constexpr unsigned repeats = 3;

void make_sure(Rule& rule) {
  rule.share = {};
  assert(rule.share.level == (Ratio{1, 1}));
}

bool acts(const std::vector<Firing>& firings, std::size_t rule) {
  return std::ranges::any_of(firings, [&](const Firing& firing) { return firing.rule == rule; });
}

}  // namespace

struct Expectations::Sure {
  Sure(const Scenario& original, std::size_t rule, std::uint64_t seed)
      : scenario([&] {
          Scenario copy = original;
          make_sure(copy.rules[rule]);
          return copy;
        }()),
        plan(scenario, seed) {}
  Scenario scenario;
  Plan plan;
};

Expectations::Expectations(const Scenario& scenario, std::uint64_t seed)
    : scenario_(scenario), plan_(scenario, seed), all_sure_(scenario) {
  for (std::size_t i = 0; i < scenario.rules.size(); ++i)
    sure_.push_back(std::make_unique<Sure>(scenario, i, seed));
  std::ranges::for_each(all_sure_.rules, make_sure);
}

Expectations::~Expectations() = default;

Planned Expectations::plan(const Plan& plan, const Platform& platform, const Request& request,
                           const Question& question, const AttemptId& id, Instant at) const {
  return plan_answer(plan, platform, request, question, id, at, FramingWishes{});
}

Expected Expectations::of(Request request, Instant at, std::uint64_t connection) {
  const Platform* platform = route(request);
  assert(platform != nullptr && "probes ask for what is served");
  const Question question = platform->understand(request);
  AttemptId id = calls_.identify(question).id;
  id.connection = connection;
  id.caller = request.api_key().empty() ? 0 : fnv1a(request.api_key());
  const Planned planned = plan(plan_, *platform, request, question, id, at);

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
  const Asked asked{.platform = platform->name,
                    .model = question.model,
                    .endpoint = question.endpoint_name,
                    .stream = question.stream,
                    .tools = question.tools,
                    .headers = headers};
  for (const Firing& firing : decide(scenario_, plan_.seed(), asked, id, at))
    if (meeting_of(scenario_.rules[firing.rule]) == Meeting::load) expected.by_load = true;
  // With all shares 1 exactly the rules act that are about this attempt.
  expected.chances.assign(scenario_.rules.size(), -1);
  for (const Firing& firing : decide(all_sure_, plan_.seed(), asked, id, at)) {
    const Rule& rule = scenario_.rules[firing.rule];
    if (meeting_of(rule) != Meeting::attempt) continue;
    const double share = share_at(rule, at).value();
    const bool could =
        share > 0 &&
        (acts(planned.firings, firing.rule) ||
         acts(plan(sure_[firing.rule]->plan, *platform, request, question, id, at).firings,
              firing.rule));
    expected.chances[firing.rule] = could ? share : 0;
  }
  return expected;
}

std::vector<double> Expectations::at_the_door(const Platform* platform, std::uint64_t ordinal,
                                              Instant at) const {
  const Platform* port = needs_a_port_each(plan_) ? platform : nullptr;
  std::vector<double> chances;
  for (std::size_t i = 0; i < scenario_.rules.size(); ++i) {
    const Rule& rule = scenario_.rules[i];
    const auto names_it = [&](const std::string& glob) {
      return matches_glob(glob, platform->name);
    };
    const bool about =
        meeting_of(rule) == Meeting::connection && rule.during.contains(at) &&
        (rule.where.platform.empty() || std::ranges::any_of(rule.where.platform, names_it));
    const double share = about ? share_at(rule, at).value() : -1;
    const bool could =
        share > 0 && acts(plan_greeting(sure_[i]->plan, port, ordinal, at).firings, i);
    chances.push_back(share > 0 && !could ? 0 : share);
  }
  return chances;
}

bool Expectations::is_greeted(const Platform* platform, std::uint64_t ordinal, Instant at) const {
  const Platform* port = needs_a_port_each(plan_) ? platform : nullptr;
  return !plan_greeting(plan_, port, ordinal, at).firings.empty();
}

}  // namespace squall
