// One ending per call, then sums per model and over all.
#include "reports/judge.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "reports/recovery.hpp"

namespace squall {
namespace {

// The outcome that counts: the first that is more than a promise.
const CallEnded* outcome_of(const Story& story) {
  const auto at = std::ranges::find_if(story.ends, [](auto* e) { return e->outcome != "queued"; });
  return at == story.ends.end() ? nullptr : *at;
}

bool has_deadline(const CallBegan& began) { return began.deadline > Duration{0}; }
Instant deadline_of(const CallBegan& began) { return began.due + began.deadline; }

std::string error_of(const CallEnded& outcome) {
  std::string text = outcome.error_class;
  if (outcome.status != 0) text += (text.empty() ? "" : " ") + std::to_string(outcome.status);
  return text;
}

Ending ending_of(Flaw flaw) {
  if (flaw == Flaw::none) return Ending::answered_truly;
  if (flaw == Flaw::prefix) return Ending::truncated;
  return flaw == Flaw::unjudged ? Ending::pending : Ending::wrong;
}

JudgedCall judge_silence(const Story& story, const Stories& run) {
  const CallBegan& began = *story.began;
  const bool was_queued = !story.ends.empty();
  const bool is_over = has_deadline(began) ? deadline_of(began) <= run.last : run.ended != nullptr;
  JudgedCall judged;
  judged.ending = is_over ? Ending::hung : Ending::pending;
  judged.detail = was_queued ? "queued, never answered" : "no outcome";
  return judged;
}

JudgedCall judge_call(const Story& story, const Stories& run, Truths& truths) {
  const CallEnded* outcome = outcome_of(story);
  if (!outcome) return judge_silence(story, run);
  JudgedCall judged;
  judged.outcome_at = outcome->at;
  if (outcome->outcome == "failed") {
    judged.ending = Ending::failed;
    judged.detail = error_of(*outcome);
  } else if (outcome->outcome == "degraded") {
    judged.ending = Ending::degraded;
  } else if (outcome->outcome == "answered") {
    const Delivery delivery = truths.compare(story, outcome->text);
    judged.ending = ending_of(delivery.flaw);
    judged.flaw = delivery.flaw;
    judged.detail = delivery.detail;
    if (judged.ending == Ending::answered_truly && has_deadline(*story.began) &&
        outcome->at > deadline_of(*story.began))
      judged.ending = Ending::late;
  } else {
    judged.detail = "outcome `" + outcome->outcome + "` is none";
  }
  return judged;
}

// --- sums ----------------------------------------------------------------------------------------

std::uint64_t steps_of(const Story& story) {
  std::set<std::uint64_t> turns;
  for (const Attempt& attempt : story.attempts) turns.insert(attempt.began->turn);
  return std::max<std::uint64_t>(1, turns.size());
}

class Sum {
 public:
  void add(const Story& story, const JudgedCall& judged) {
    const std::uint64_t attempts = story.attempts.size();
    ++figures_.endings[static_cast<std::size_t>(judged.ending)];
    figures_.attempts += attempts;
    figures_.steps += steps_of(story);
    ++figures_.attempts_per_call[attempts];
    if (judged.ending == Ending::answered_truly || judged.ending == Ending::late)
      latencies_.push_back(*judged.outcome_at - story.began->due);
  }

  Figures total() {
    if (latencies_.empty()) return figures_;
    std::ranges::sort(latencies_);
    figures_.latency = Spread{rank(50), rank(95), latencies_.back()};
    return figures_;
  }

 private:
  Duration rank(std::size_t percent) const {
    return latencies_[(latencies_.size() * percent + 99) / 100 - 1];
  }

  Figures figures_;
  std::vector<Duration> latencies_;
};

// --- recovery ------------------------------------------------------------------------------------

// One side of a model: moments in order, and which of them were bad.
struct Sightings {
  std::vector<Instant> at;
  std::vector<bool> bad;

  void add(Instant when, bool is_bad) { at.push_back(when), bad.push_back(is_bad); }
};

Recovery recovery_of(const Sightings& seen) {
  if (seen.bad.empty()) return {};
  if (std::ranges::count(seen.bad, true) == 0) return {Recovery::State::not_hit, {}, {}};
  const auto outage = find_outage(seen.bad);
  if (!outage) return {Recovery::State::not_down, {}, {}};
  const Instant down_at = seen.at[outage->first];
  if (outage->past == seen.at.size()) return {Recovery::State::never, down_at, {}};
  return {Recovery::State::recovered, down_at, seen.at[outage->past]};
}

// A rule acted, or the server turned it away without one (too many at once, no end told). What the
// client broke off, or asked wrongly, says nothing about the server.
bool is_spoiled(const Attempt& attempt) {
  if (!attempt.began->rules.empty()) return true;
  if (!attempt.ended || attempt.ended->how == "abandoned") return false;
  const std::int64_t status = attempt.ended->status;
  if (status >= 400) return status >= 500 || status == 429;
  return !attempt.ended->told_end;
}

using ModelKey = std::pair<std::string_view, std::string_view>;

// Everything that is gathered about one model on the way.
struct Gathered {
  Sum sum;
  Sightings calls, attempts;
  std::set<std::tuple<bool, bool, std::string_view>> kinds;  // stream, tools, endpoint
  bool has_endpoints = false;
};

class Judge {
 public:
  Judge(Judgement& judgement, const Scenario& scenario)
      : judgement_(judgement), scenario_(in_time(scenario, judgement.stories)) {}

  void run() {
    Truths truths(judgement_.stories);
    Sum all;
    for (const Story& story : judgement_.stories.calls) {
      JudgedCall judged = judge_call(story, judgement_.stories, truths);
      judged.group = group_of(*story.began);
      judged.due = story.began->due;
      gather(story, judged, gathered_[judged.group]);
      all.add(story, judged);
      judgement_.calls.push_back(std::move(judged));
    }
    judgement_.all = all.total();
    gather_attempts();
    gather_effects();
    for (std::size_t i = 0; i < gathered_.size(); ++i) conclude(judgement_.models[i], gathered_[i]);
  }

 private:
  std::size_t group_of(const CallBegan& began) {
    const auto [at, is_new] =
        groups_.emplace(ModelKey{began.platform, began.model}, judgement_.models.size());
    if (is_new) {
      ModelJudgement& model = judgement_.models.emplace_back();
      model.platform = began.platform;
      model.model = began.model;
      gathered_.emplace_back();
    }
    return at->second;
  }

  void gather(const Story& story, const JudgedCall& judged, Gathered& gathered) {
    gathered.sum.add(story, judged);
    if (judged.ending != Ending::pending)
      gathered.calls.add(story.began->due, judged.ending != Ending::answered_truly);
    gathered.kinds.emplace(story.began->stream, story.began->tools, "");
    judgement_.models[judged.group].last_due = story.began->due;
  }

  // The wire's view goes by the model that was asked on the wire, so that a stack's fallbacks count
  // for the model they went to, and attempts without a tag count as well.
  void gather_attempts() {
    for (const Event& event : judgement_.history->events) {
      if (const auto* began = std::get_if<AttemptBegan>(&event))
        for (const std::string& rule : began->rules) ++fired_[rule];
      if (const auto* met = std::get_if<ConnectionMet>(&event))
        for (const std::string& rule : met->rules) ++fired_[rule];
    }
    std::vector<const Attempt*> all;
    for (const Story& story : judgement_.stories.calls)
      for (const Attempt& attempt : story.attempts) all.push_back(&attempt);
    for (const Attempt& attempt : judgement_.stories.untagged) all.push_back(&attempt);
    std::ranges::stable_sort(all, {}, [](const Attempt* a) { return a->began->at; });
    for (const Attempt* attempt : all) {
      const AttemptBegan& began = *attempt->began;
      const auto at = groups_.find(ModelKey{began.platform, began.model});
      if (at == groups_.end()) continue;
      Gathered& gathered = gathered_[at->second];
      gathered.attempts.add(began.at, is_spoiled(*attempt));
      gathered.kinds.emplace(began.stream, began.tools, began.endpoint);
      gathered.has_endpoints = true;
    }
    for (const Rule& rule : scenario_.rules) judgement_.rules.push_back({rule.id, fired_[rule.id]});
  }

  // From the history and not from the stories, so that effects of calls nobody began count too.
  void gather_effects() {
    std::set<std::pair<std::string_view, std::string_view>> made;
    std::unordered_map<std::string_view, std::uint64_t> repeated;
    for (const Event& event : judgement_.history->events) {
      const auto* effect = std::get_if<SideEffect>(&event);
      if (!effect) continue;
      ++judgement_.effects.made;
      if (made.emplace(effect->effect, effect->key).second) continue;
      ++judgement_.effects.repeated;
      ++repeated[effect->call];
    }
    for (std::size_t i = 0; i < judgement_.calls.size() && !repeated.empty(); ++i)
      if (const auto at = repeated.find(judgement_.stories.calls[i].began->call);
          at != repeated.end())
        judgement_.calls[i].repeated_effects = at->second;
  }

  void conclude(ModelJudgement& model, Gathered& gathered) {
    model.figures = gathered.sum.total();
    model.calls = recovery_of(gathered.calls);
    model.server = recovery_of(gathered.attempts);
    std::vector<Asked> kinds;
    for (const auto& [stream, tools, endpoint] : gathered.kinds)
      if (!endpoint.empty() || !gathered.has_endpoints)
        kinds.push_back({model.platform, model.model, endpoint, stream, tools, {}});
    model.planned = planned_healing(scenario_, kinds);
    const auto over = outage_over(model);
    if (over && model.calls.state == Recovery::State::recovered) model.lag = model.calls.at - *over;
  }

  Judgement& judgement_;
  const Scenario scenario_;
  std::map<ModelKey, std::size_t> groups_;
  std::vector<Gathered> gathered_;
  std::unordered_map<std::string_view, std::uint64_t> fired_;
};

}  // namespace

std::string_view name(Ending ending) {
  constexpr std::string_view names[ending_count] = {"true",     "truncated", "wrong", "failed",
                                                    "degraded", "late",      "hung",  "pending"};
  return names[static_cast<std::size_t>(ending)];
}

std::string_view name(Recovery::State state) {
  constexpr std::string_view names[] = {"not seen", "not hit", "not down", "recovered", "never"};
  return names[static_cast<std::size_t>(state)];
}

std::uint64_t Figures::calls() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : endings) sum += count;
  return sum;
}

std::uint64_t Figures::most_attempts() const {
  return attempts_per_call.empty() ? 0 : attempts_per_call.rbegin()->first;
}

double Figures::mean_attempts() const {
  return calls() == 0 ? 0 : static_cast<double>(attempts) / static_cast<double>(calls());
}

double Figures::amplification() const {
  return steps == 0 ? 0 : static_cast<double>(attempts) / static_cast<double>(steps);
}

std::optional<Instant> outage_over(const ModelJudgement& model) {
  using State = Recovery::State;
  if (model.calls.state != State::recovered && model.calls.state != State::never)
    return model.planned.outage_over;
  if (model.planned.outage_over) return model.planned.outage_over;
  if (model.server.state == State::recovered) return model.server.at;
  if (model.server.state == State::never) return std::nullopt;
  return model.calls.down_at;
}

std::string label(const Judgement& judgement, const ModelJudgement& model) {
  const auto same = std::ranges::count(judgement.models, model.model, &ModelJudgement::model);
  return same < 2 ? model.model : model.model + " (" + model.platform + ")";
}

Judgement judge(History history, const Scenario& scenario) {
  Judgement judgement;
  judgement.history = std::make_shared<const History>(std::move(history));
  judgement.stories = tell(*judgement.history);
  Judge(judgement, scenario).run();
  return judgement;
}

}  // namespace squall
