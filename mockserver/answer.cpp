// Plans one response: what is meant, how it is said, paced and framed, and the faults between.
#include "mockserver/answer.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <tuple>
#include <utility>

#include "mockserver/pace.hpp"
#include "scenarios/distribution.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

// Dates are needed even when a scenario tells of no real day: 2026-01-01.
constexpr std::int64_t some_day = 1'767'225'600;

std::uint64_t key_of(std::initializer_list<std::uint64_t> keys) { return Random(keys).next(); }

Occasion occasion_of(const Plan& plan, const AttemptId& id, Instant at) {
  const Scenario& scenario = plan.scenario();
  Random length{plan.seed(), id.key, id.turn, fnv1a("answer_tokens")};
  Occasion occasion;
  occasion.ids = key_of({plan.seed(), id.key, id.turn, id.attempt, fnv1a("ids")});
  occasion.truth = key_of({plan.seed(), id.key, id.turn, fnv1a("truth")});
  occasion.answer_tokens = static_cast<std::uint64_t>(
      std::clamp(draw(scenario.pace.answer_tokens, length), 1.0, 1'000'000.0));
  occasion.utc_seconds = (scenario.start != 0 ? scenario.start : some_day) +
                         std::chrono::floor<std::chrono::seconds>(at).count();
  return occasion;
}

std::vector<Firing> firings_at(const Plan& plan, const Platform& platform, const Request& request,
                               const Question& question, const AttemptId& id, Instant at) {
  std::vector<HeaderView> headers(request.headers.begin(), request.headers.end());
  const Asked asked = asked_for(platform, question, headers);
  std::vector<Firing> firings = decide(plan.scenario(), plan.seed(), asked, id, at);
  // Connections have met theirs before they asked.
  std::erase_if(firings, [&](const Firing& firing) {
    return plan.fault(firing).kind->layer == Layer::connection;
  });
  return firings;
}

// Load rules are asked by the service; an attempt that is refused anyway asks nothing of them.
std::vector<Firing> taken_load(const Plan& plan, bool refused, std::vector<Firing>& firings) {
  std::vector<Firing> load;
  std::erase_if(firings, [&](const Firing& firing) {
    if (plan.fault(firing).kind->layer != Layer::load) return false;
    if (!refused) load.push_back(firing);
    return true;
  });
  return load;
}

void sort_by_layer(const Plan& plan, std::vector<Firing>& firings) {
  std::ranges::stable_sort(firings, {},
                           [&](const Firing& firing) { return plan.fault(firing).kind->layer; });
}

// Edits one answer, layer by layer; a firing that finds nothing to edit is struck off the plan.
struct Editing {
  const Plan& plan;
  const AttemptId& id;
  const FaultContext context;
  Planned& planned;

  // Whether any fault of the layer acted. `Edited` is what the layer's kind of edit takes. Of the
  // faults that say something else instead only the first acts.
  template <class Edited>
  bool run(Layer layer, Edited& edited) {
    using Edit = std::function<bool(Edited&, const FaultContext&, Random&)>;
    bool acted = false;
    std::erase_if(planned.firings, [&](const Firing& firing) {
      const Plan::MadeFault& fault = plan.fault(firing);
      if (fault.kind->layer != layer) return false;
      if (acted && layer == Layer::answer) return true;
      Random dice{plan.seed(), fnv1a(plan.scenario().rules[firing.rule].id),
                  id.key,      id.turn,
                  id.attempt,  fnv1a("edit")};
      const bool did = std::get<Edit>(fault.edit)(edited, context, dice);
      acted = acted || did;
      return !did;
    });
    return acted;
  }

  // What is said before the pace. What the model meant is told before any fault changes it.
  Reply healthy_reply(const Admission& admission) {
    const auto& [platform, request, question, occasion] = context;
    const bool refused = question.refusal || admission.refusal;
    if (refused || question.endpoint != Endpoint::generate) strike(Layer::meaning);
    if (question.refusal) return platform.refuse(*question.refusal, question, occasion);
    if (admission.refusal) return refused_by_load(platform, *admission.refusal, question, occasion);
    if (question.endpoint != Endpoint::generate) return platform.tell(question, occasion);
    Speech speech = platform.speak(question, occasion);
    planned.meant = whole_text(speech.text);
    planned.stop = name(speech.stop);
    for (const ToolCall& call : speech.calls)
      if (call.whole && planned.tool_input.empty()) planned.tool_input = call.input;
    run(Layer::meaning, speech);
    return platform.say(question, speech, occasion);
  }

  // Something else was said instead.
  void forget_meaning() {
    planned.meant = planned.stop = planned.tool_input = "";
    strike(Layer::meaning);
  }

  void strike(Layer layer) {
    std::erase_if(planned.firings,
                  [&](const Firing& firing) { return plan.fault(firing).kind->layer == layer; });
  }
};

}  // namespace

Plan::Plan(const Scenario& scenario, std::uint64_t seed) : scenario_(scenario), seed_(seed) {
  for (const Rule& rule : scenario.rules) {
    std::vector<MadeFault>& made = faults_.emplace_back();
    for (const FaultChoice& choice : rule.faults) {
      const FaultKind* kind = find_fault(choice.fault);
      assert(kind != nullptr && "the parser takes only faults of the catalog");
      made.push_back({kind, kind->make(choice.with)});
    }
  }
}

Asked asked_for(const Platform& platform, const Question& question,
                std::span<const HeaderView> headers) {
  return {.platform = platform.name,
          .model = question.model,
          .endpoint = question.endpoint_name,
          .stream = question.stream,
          .tools = question.tools,
          .headers = headers};
}

Planned plan_answer(const Plan& plan, const Platform& platform, const Request& request,
                    const Question& question, const AttemptId& id, Instant at,
                    const FramingWishes& wishes, const Admission& admission) {
  Planned planned;
  planned.firings = firings_at(plan, platform, request, question, id, at);
  planned.load = taken_load(plan, question.refusal.has_value(), planned.firings);
  if (admission.refusal)
    std::erase_if(planned.firings, [&](const Firing& firing) {
      return plan.fault(firing).kind->layer <= Layer::answer;
    });
  sort_by_layer(plan, planned.firings);
  const Occasion occasion = occasion_of(plan, id, at + admission.waited);
  Editing editing{plan, id, {platform, request, question, occasion}, planned};
  Reply reply = editing.healthy_reply(admission);
  Random speed{plan.seed(), id.key, id.turn, id.attempt, fnv1a("pace")};
  pace(reply.script, plan.scenario().pace, speed);
  if (!planned.load.empty()) std::tie(planned.work, planned.output_tokens) = work_of(reply.script);
  apply_admission(platform, admission, occasion, reply);
  if (editing.run(Layer::answer, reply)) editing.forget_meaning();
  editing.run(Layer::content, reply);
  planned.status = reply.status;
  frame(reply, wishes);
  editing.run(Layer::wire, reply);
  planned.script = std::move(reply.script);
  return planned;
}

Occasion stray_occasion(const Plan& plan, std::uint64_t key, Instant at) {
  AttemptId id;
  id.key = key_of({key, fnv1a("stray")});
  return occasion_of(plan, id, at);
}

const Platform* route(Request& request) {
  const std::string_view path = request.path();
  const std::size_t slash = path.find('/', 1);
  if (path.size() > 1 && slash != path.npos) {
    if (const Platform* named = find_platform(path.substr(1, slash - 1))) {
      request.target.erase(0, slash);
      return named;
    }
  }
  for (const Platform* platform : platform_catalog())
    if (platform->serves(path)) return platform;
  return nullptr;
}

}  // namespace squall
