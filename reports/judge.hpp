// Judges a run: how each call ended, measured against what the server meant, and what that adds up
// to.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reports/delivery.hpp"
#include "reports/plan.hpp"
#include "reports/story.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// How a call ended. Exactly one for each call; the words stand in reports/README.md.
enum class Ending : std::uint8_t {
  answered_truly,  // printed `true`: the text the server meant, in time
  truncated,       // called complete, but it stops early
  wrong,           // called complete, but otherwise not what the server meant
  failed,          // failed openly
  degraded,        // a deliberate substitute, and said so
  late,            // true, but after the deadline, counted from when the call was due
  hung,            // no word by the deadline, nor by the end of the run
  pending,         // cannot be judged: the run ended too early, or the history lacks the truth
};
inline constexpr std::size_t ending_count = 8;
std::string_view name(Ending ending);

struct JudgedCall {
  Ending ending = Ending::pending;
  Flaw flaw = Flaw::none;
  std::string detail;  // for people
  Instant due{};
  std::optional<Instant> outcome_at;   // of the outcome that counts
  std::size_t group = 0;               // its place in Judgement::models
  std::uint64_t repeated_effects = 0;  // side effects it made that had been made before
};

// By nearest rank, in scenario time.
struct Spread {
  Duration median{}, p95{}, most{};
  bool operator==(const Spread&) const = default;
};

// What a number of calls add up to.
struct Figures {
  std::array<std::uint64_t, ending_count> endings{};
  std::uint64_t attempts = 0;
  std::uint64_t steps = 0;  // the attempts of a stack that never tries twice; at least one per call
  std::map<std::uint64_t, std::uint64_t> attempts_per_call;  // how many calls made so many attempts
  std::optional<Spread> latency;  // from due to outcome, of true answers, late ones included

  std::uint64_t calls() const;
  std::uint64_t count(Ending ending) const { return endings[static_cast<std::size_t>(ending)]; }
  std::uint64_t most_attempts() const;
  double mean_attempts() const;  // per call; 0 without calls
  double amplification() const;  // attempts per step; 1 for a stack that never tries twice
};

// When one side was seen to be over the outage.
struct Recovery {
  enum class State : std::uint8_t {
    not_seen,   // nothing at all
    not_hit,    // nothing bad was seen
    not_down,   // some was, but never more than the tolerated share over any stretch
    recovered,  // down from `down_at` and well from `at`, to the end
    never,      // still down at the end
  };
  State state = State::not_seen;
  Instant down_at{}, at{};
};
std::string_view name(Recovery::State state);

// The calls that asked for one model of one platform.
struct ModelJudgement {
  std::string platform, model;
  Figures figures;
  Healing planned;
  Recovery server;  // by attempts at this model that were spoiled; `at` is an attempt's arrival
  Recovery calls;   // by calls that were anything but true; `at` is when a call was due
  Instant last_due{};
  // calls.at - outage_over. Negative where the stack found a way around the outage. None unless the
  // calls were down and recovered.
  std::optional<Duration> lag;
};

// From when on there is no excuse: as planned; where nothing was planned, as seen on the wire;
// where the server was well all along, the moment the calls went down. None while the server is
// down beyond the plan's knowledge, or while nothing was down.
std::optional<Instant> outage_over(const ModelJudgement& model);

// How often a rule of the scenario acted.
struct RuleUse {
  std::string rule;
  std::uint64_t fired = 0;
};

// What the applications did to the world, over the whole run. Two side effects are the same when
// effect and key are, whichever calls made them.
struct EffectCounts {
  std::uint64_t made = 0;
  std::uint64_t repeated = 0;  // of these, made although the same had been made before
  bool operator==(const EffectCounts&) const = default;
};

struct Judgement {
  std::shared_ptr<const History> history;  // what `stories` points into
  Stories stories;
  std::vector<JudgedCall> calls;       // in the order of stories.calls
  std::vector<ModelJudgement> models;  // in the order they were first asked for
  Figures all;
  std::vector<RuleUse> rules;  // in the order of the scenario
  EffectCounts effects;
};

// The model's name, with its platform where another platform was asked for the same model.
std::string label(const Judgement& judgement, const ModelJudgement& model);

// Never fails: what is missing is judged as missing. Linear in the history, but for the texts that
// were wrong and the division into stretches (reports/recovery).
Judgement judge(History history, const Scenario& scenario);

}  // namespace squall
