// Arrivals, waits and departures. Of the attempts that wait in a model the oldest looks out for
// all: it alone wakes when the model is due, and wakes the others that something happened to.
#include "mockserver/offered_load.hpp"

#include <algorithm>
#include <utility>

#include "mockserver/hang_up_watch.hpp"

namespace squall {
namespace {

bool is_slowed(Ratio slowness) { return !(slowness == Ratio{1, 1}); }

}  // namespace

OfferedLoad::OfferedLoad(const Plan& plan) {
  const std::vector<Rule>& rules = plan.scenario().rules;
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    auto& choices = models_.emplace_back(rules[rule].faults.size());
    for (std::size_t choice = 0; choice < choices.size(); ++choice) {
      const auto* begin = std::get_if<BeginLoad>(&plan.fault({rule, choice}).edit);
      if (begin == nullptr) continue;
      choices[choice] = std::make_unique<Running>();
      choices[choice]->model = (*begin)();
      choices[choice]->ends = rules[rule].during.to;
    }
  }
}

void OfferedLoad::advance(Running& running, Instant now) {
  running.news.clear();
  running.model->advance(now, running.news);
  if (now >= running.ends) running.model->lift(now, running.news);
  for (const Happening& happening : running.news) {
    const auto at = running.waiting.find(happening.job);
    if (happening.what == Happening::What::finished || at == running.waiting.end()) continue;
    Stage& stage = *at->second;
    stage.waits = false;
    stage.dropped = happening.what == Happening::What::dropped;
    stage.decision.slowness = happening.slowness;
    running.waiting.erase(at);
    if (stage.alarm != nullptr) stage.alarm->wake();
  }
  look_out(running);
}

// Wakes the oldest when the model is due earlier than it knows.
void OfferedLoad::look_out(Running& running) {
  if (running.waiting.empty()) return;
  const Stage& oldest = *running.waiting.begin()->second;
  const Instant due = std::min(running.model->next(), running.ends);
  if (due < oldest.wakes_at && oldest.alarm != nullptr) oldest.alarm->wake();
}

Passage::Passage(std::shared_ptr<OfferedLoad> load, const std::vector<Firing>& firings,
                 const Job& job, Instant now)
    : load_(std::move(load)), job_(job), arrived_(now) {
  stages_.reserve(firings.size());
  for (const Firing& firing : firings) {
    OfferedLoad::Running& running = *load_->models_[firing.rule][firing.choice];
    OfferedLoad::advance(running, now);
    OfferedLoad::Stage& stage =
        stages_.emplace_back(running, firing, running.model->arrive(now, job_));
    stage.waits = stage.decision.entry == Entry::queued;
    if (stage.waits) running.waiting.emplace(job_.id, &stage);
    OfferedLoad::look_out(running);
    if (stage.decision.entry != Entry::refused) continue;
    for (OfferedLoad::Stage& earlier : stages_) {
      earlier.running.waiting.erase(job_.id);
      earlier.waits = false;
      if (&earlier != &stage) earlier.running.model->cancel(now, earlier.decision.ticket);
      OfferedLoad::look_out(earlier.running);
    }
    break;
  }
}

Passage::~Passage() {
  for (OfferedLoad::Stage& stage : stages_)
    if (stage.waits) stage.running.waiting.erase(job_.id);
}

std::vector<Firing> Passage::acted() const {
  std::vector<Firing> firings;
  for (const OfferedLoad::Stage& stage : stages_)
    if (stage.decision.entry != Entry::admitted || is_slowed(stage.decision.slowness))
      firings.push_back(stage.firing);
  return firings;
}

bool Passage::waits() const {
  return std::ranges::any_of(stages_, &OfferedLoad::Stage::waits) &&
         std::ranges::none_of(stages_, &OfferedLoad::Stage::dropped);
}

Instant Passage::next_wake() const {
  Instant wake = Instant::max();
  for (const OfferedLoad::Stage& stage : stages_) {
    const auto& waiting = stage.running.waiting;
    if (stage.waits && waiting.begin()->second == &stage)
      wake = std::min({wake, stage.running.model->next(), stage.running.ends});
  }
  return wake;
}

net::awaitable<bool> Passage::wait(Wire& wire, Clock& clock) {
  const std::unique_ptr<Alarm> alarm = clock.alarm();
  bool gone = false;
  const HangUpWatch watch(wire, [&gone, &alarm] {
    gone = true;
    alarm->wake();
  });
  for (OfferedLoad::Stage& stage : stages_) stage.alarm = alarm.get();
  while (waits() && !gone) {
    const Instant until = next_wake();
    for (OfferedLoad::Stage& stage : stages_) stage.wakes_at = until;
    const bool reached = co_await alarm->wait_until(until);
    static_cast<void>(reached);
    const Instant now = clock.now();
    for (OfferedLoad::Stage& stage : stages_)
      if (stage.waits) OfferedLoad::advance(stage.running, now);
  }
  for (OfferedLoad::Stage& stage : stages_) stage.alarm = nullptr;
  co_return !gone;
}

// A dropped attempt hears of no wait: nobody knows when its turn would come.
Admission Passage::admission(Instant now) const {
  Admission admission;
  admission.waited = now - arrived_;
  for (const OfferedLoad::Stage& stage : stages_) {
    const Decision& decision = stage.decision;
    if (decision.entry == Entry::refused) admission.refusal = decision;
    if (stage.dropped)
      admission.refusal = Decision{.entry = Entry::refused, .shortage = Shortage::capacity};
    if (!(decision.slowness <= admission.slowness)) admission.slowness = decision.slowness;
    LimitStates states;
    if (!admission.limits && stage.running.model->tell(now, job_.key, states))
      admission.limits = states;
  }
  return admission;
}

bool Passage::changes_answer(Instant now) const {
  const Admission so_far = admission(now);
  return so_far.refusal || so_far.limits || is_slowed(so_far.slowness);
}

void Passage::leave(Instant now, bool abandoned) {
  // Whoever was refused has left its models already.
  if (!stages_.empty() && stages_.back().decision.entry == Entry::refused) return;
  // Whoever one model has dropped goes on in no other.
  const bool gone = abandoned || std::ranges::any_of(stages_, &OfferedLoad::Stage::dropped);
  for (OfferedLoad::Stage& stage : stages_) {
    if (std::exchange(stage.waits, false)) stage.running.waiting.erase(job_.id);
    OfferedLoad::advance(stage.running, now);
    if (gone)
      stage.running.model->cancel(now, stage.decision.ticket);
    else
      stage.running.model->leave(now, stage.decision.ticket);
    OfferedLoad::look_out(stage.running);
  }
}

}  // namespace squall
