// The rules about connections, by port, ordinal and time.
#include "mockserver/greet.hpp"

#include <algorithm>

#include "scenarios/text.hpp"

namespace squall {
namespace {

enum class About : std::uint8_t { no_connection, one_connection, whole_port };

About about(const Plan& plan, std::size_t rule) {
  const std::vector<FaultChoice>& choices = plan.scenario().rules[rule].faults;
  About found = About::no_connection;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const FaultKind& kind = *plan.fault({rule, i}).kind;
    if (kind.layer != Layer::connection) continue;
    if (kind.word.reach.whole_port) return About::whole_port;
    found = About::one_connection;
  }
  return found;
}

bool is_whole(Ratio share) { return share.part >= share.whole; }

class Greeter {
 public:
  Greeter(const Plan& plan, const Platform* port, Instant at) : plan_(plan), port_(port), at_(at) {}

  // The fault of this rule that acts on whatever has these dice, if any.
  void meet(std::size_t rule_index, Random dice) {
    const Rule& rule = plan_.scenario().rules[rule_index];
    if (!rule.during.contains(at_) || !concerns(rule, port_)) return;
    const auto choice = choose_fault(rule, at_, dice);
    if (!choice) return;
    const Firing firing{rule_index, *choice};
    const Plan::MadeFault& fault = plan_.fault(firing);
    if (fault.kind->layer != Layer::connection) return;
    if (std::get<GreetingEdit>(fault.edit)(greeted_.greeting, dice))
      greeted_.firings.push_back(firing);
  }

  void meet_door(std::size_t rule_index) {
    const Rule& rule = plan_.scenario().rules[rule_index];
    if (is_whole(share_at(rule, at_))) meet(rule_index, {plan_.seed(), fnv1a(rule.id)});
  }

  Greeted greeted() { return std::move(greeted_); }

 private:
  const Plan& plan_;
  const Platform* port_;
  Instant at_;
  Greeted greeted_;
};

std::vector<std::size_t> rules_about(const Plan& plan, About what) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < plan.scenario().rules.size(); ++i)
    if (about(plan, i) == what) found.push_back(i);
  return found;
}

}  // namespace

bool concerns(const Rule& rule, const Platform* port) {
  const auto is_meant = [&](const Platform* platform) {
    return rule.where.platform.empty() ||
           std::ranges::any_of(rule.where.platform, [&](const std::string& glob) {
             return matches_glob(glob, platform->name);
           });
  };
  return port != nullptr ? is_meant(port) : std::ranges::any_of(platform_catalog(), is_meant);
}

Greeted plan_greeting(const Plan& plan, const Platform* platform, std::uint64_t ordinal,
                      Instant at) {
  Greeter greeter(plan, platform, at);
  for (const std::size_t rule : rules_about(plan, About::whole_port)) greeter.meet_door(rule);
  for (const std::size_t rule : rules_about(plan, About::one_connection))
    greeter.meet(rule, {plan.seed(), fnv1a(plan.scenario().rules[rule].id), ordinal});
  return greeter.greeted();
}

Greeted plan_door(const Plan& plan, const Platform* platform, Instant at) {
  Greeter greeter(plan, platform, at);
  for (const std::size_t rule : rules_about(plan, About::whole_port)) greeter.meet_door(rule);
  return greeter.greeted();
}

Instant next_door_change(const Plan& plan, const Platform* platform, Instant at) {
  Instant next = Instant::max();
  for (const std::size_t i : rules_about(plan, About::whole_port)) {
    const Rule& rule = plan.scenario().rules[i];
    if (concerns(rule, platform)) next = std::min(next, next_share_change(rule, at));
  }
  return next;
}

bool has_connection_rules(const Plan& plan) {
  return !rules_about(plan, About::one_connection).empty() ||
         !rules_about(plan, About::whole_port).empty();
}

bool needs_a_port_each(const Plan& plan) {
  const std::vector<Rule>& rules = plan.scenario().rules;
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (!rules[i].where.platform.empty() && about(plan, i) != About::no_connection) return true;
  return false;
}

std::vector<std::string> rule_names(const Plan& plan, const std::vector<Firing>& firings) {
  std::vector<std::string> names;
  for (const Firing& firing : firings) names.push_back(plan.scenario().rules[firing.rule].id);
  return names;
}

std::vector<std::string> fault_names(const Plan& plan, const std::vector<Firing>& firings) {
  std::vector<std::string> names;
  for (const Firing& firing : firings) names.emplace_back(plan.fault(firing).kind->word.name);
  return names;
}

}  // namespace squall
