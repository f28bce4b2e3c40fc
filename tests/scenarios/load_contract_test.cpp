// What every model of load must keep, whatever arrives: no job is lost, none is counted twice, and
// equal sequences meet equal decisions.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "scenarios/acceleration_limit.hpp"
#include "scenarios/concurrency_limit.hpp"
#include "scenarios/random.hpp"
#include "scenarios/rate_limits.hpp"
#include "scenarios/station.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

struct Maker {
  const char* name;
  std::function<std::unique_ptr<LoadModel>()> make;
};

StationSettings small_station() {
  StationSettings settings;
  settings.slots = 3;
  settings.queue = 6;
  return settings;
}

template <class Change>
Maker station(const char* name, Change change) {
  StationSettings settings = small_station();
  change(settings);
  return {name, [settings] { return std::make_unique<Station>(settings); }};
}

std::vector<Maker> makers() {
  using S = StationSettings;
  std::vector<Maker> all{
      station("Station", [](S&) {}),
      station("StationWithoutQueue", [](S& s) { s.queue = 0; }),
      station("StationThatServesTheNewest", [](S& s) { s.discipline = S::Discipline::lifo; }),
      station("StationThatDrops",
              [](S& s) {
                s.discipline = S::Discipline::deadline_drop;
                s.patience = 2s;
              }),
      station("StationThatPaysForRefusals",
              [](S& s) {
                s.reject_cost = {1, 3};
              }),
      station("StationThatSheds", [](S& s) { s.longest_wait = 3s; }),
      station("StationThatSkips", [](S& s) { s.abandoned = S::Abandoned::skipped; }),
      station("StationThatStops",
              [](S& s) {
                s.abandoned = S::Abandoned::stopped;
                s.stop_delay = 700ms;
              }),
      station("StationThatScales", [](S& s) {
        s.most_slots = 9;
        s.slowing = 4;
        s.detect = 3s;
        s.boot = s.cold = 5s;
        s.cold_cost = {5, 2};
      })};
  RateLimitSettings rates;
  rates.requests = {30, 1min};
  rates.input_tokens = rates.output_tokens = {1000, 1min};
  rates.burst = 5s;
  all.push_back({"RateLimits", [rates] { return std::make_unique<RateLimits>(rates); }});
  rates.punish = 3s;
  all.push_back({"RateLimitsThatPunish", [rates] { return std::make_unique<RateLimits>(rates); }});
  all.push_back({"AccelerationLimit", [] {
                   return std::make_unique<AccelerationLimit>(AccelerationSettings{.window = 7s});
                 }});
  all.push_back({"ConcurrencyLimit", [] {
                   return std::make_unique<ConcurrencyLimit>(ConcurrencySettings{.at_once = 3});
                 }});
  return all;
}

// Everything a model said in one random life, and how often each thing became of each job.
struct Life {
  struct Fate {
    int admitted = 0, queued = 0, refused = 0, started = 0, dropped = 0, finished = 0;
  };
  std::map<std::uint64_t, Fate> fates;
  std::vector<Decision> decisions;
  std::vector<Happening> happenings;
};

class RandomLife {
 public:
  RandomLife(const Maker& maker, std::uint64_t seed) : model_(maker.make()), random_{seed} {}

  Life run(std::size_t events) {
    for (std::size_t i = 0; i < events; ++i) {
      now_ += Duration{static_cast<std::int64_t>(random_.below(400'000'000))};
      advance(now_);
      if (random_.below(3) < 2 || held_.empty())
        arrive();
      else
        let_go();
    }
    while (!held_.empty()) let_go();
    advance(now_ + 24h);
    return std::move(life_);
  }

 private:
  void arrive() {
    const Job job{.id = next_++,
                  .key = random_.below(3),
                  .work = Duration{static_cast<std::int64_t>(random_.below(2'000'000'000))},
                  .input_tokens = random_.below(90),
                  .output_tokens = random_.below(90)};
    const Decision decision = model_->arrive(now_, job);
    Life::Fate& fate = life_.fates[job.id];
    ++(decision.entry == Entry::admitted ? fate.admitted
       : decision.entry == Entry::queued ? fate.queued
                                         : fate.refused);
    life_.decisions.push_back(decision);
    if (decision.entry != Entry::refused) held_.push_back(decision.ticket);
  }

  void let_go() {
    const std::size_t at = random_.below(held_.size());
    if (random_.below(2) == 0)
      model_->leave(now_, held_[at]);
    else
      model_->cancel(now_, held_[at]);
    held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(at));
  }

  void advance(Instant to) {
    std::vector<Happening> out;
    model_->advance(to, out);
    EXPECT_GT(model_->next(), to);
    for (const Happening& one : out) {
      EXPECT_LE(last_, one.at);
      EXPECT_LE(one.at, to);
      last_ = one.at;
      Life::Fate& fate = life_.fates[one.job];
      ++(one.what == Happening::What::started   ? fate.started
         : one.what == Happening::What::dropped ? fate.dropped
                                                : fate.finished);
      life_.happenings.push_back(one);
    }
  }

  std::unique_ptr<LoadModel> model_;
  Random random_;
  Instant now_{}, last_{};
  std::uint64_t next_ = 0;
  std::vector<Ticket> held_;
  Life life_;
};

class LoadContract : public testing::TestWithParam<Maker> {};

TEST_P(LoadContract, StartsRefusesOrDropsEveryJobExactlyOnce) {
  int admitted = 0, refused = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const auto& [job, fate] : RandomLife(GetParam(), seed).run(2000).fates) {
      EXPECT_EQ(fate.admitted + fate.queued + fate.refused, 1) << job;
      EXPECT_EQ(fate.started + fate.dropped, fate.queued) << job;
      EXPECT_LE(fate.finished, fate.admitted + fate.started) << job;
      admitted += fate.admitted;
      refused += fate.refused;
    }
  }
  EXPECT_GT(admitted, 50);
  EXPECT_GT(refused, 100);
}

TEST_P(LoadContract, FinishesWhatAStationServes) {
  const bool serves = std::string_view(GetParam().name).starts_with("Station");
  for (const auto& [job, fate] : RandomLife(GetParam(), 5).run(2000).fates)
    EXPECT_EQ(fate.finished, serves ? fate.admitted + fate.started : 0) << job;
}

TEST_P(LoadContract, DecidesAlikeForEqualSequences) {
  const Life one = RandomLife(GetParam(), 9).run(2000), other = RandomLife(GetParam(), 9).run(2000);
  EXPECT_EQ(one.decisions, other.decisions);
  EXPECT_EQ(one.happenings, other.happenings);
}

// Whoever waits as long as it was told, while nobody else comes, is let in; a nanosecond earlier it
// is not.
TEST_P(LoadContract, AdvisesTheTrueWait) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const bool early : {false, true}) {
      const std::unique_ptr<LoadModel> model = GetParam().make();
      Random random{seed};
      Instant now{};
      std::vector<Happening> out;
      Decision decision;
      for (int i = 0; i < 200 && decision.entry != Entry::refused; ++i) {
        now += Duration{static_cast<std::int64_t>(random.below(100'000'000))};
        model->advance(now, out);
        decision = model->arrive(now, {.work = 2s, .input_tokens = 50, .output_tokens = 50});
      }
      ASSERT_EQ(decision.entry, Entry::refused);
      if (decision.wait <= Duration{0}) continue;
      now += decision.wait - Duration{early ? 1 : 0};
      model->advance(now, out);
      const Decision again =
          model->arrive(now, {.work = 2s, .input_tokens = 50, .output_tokens = 50});
      EXPECT_EQ(again.entry == Entry::refused, early);
    }
  }
}

TEST_P(LoadContract, LiftsEverything) {
  const std::unique_ptr<LoadModel> model = GetParam().make();
  std::vector<Happening> out;
  std::size_t queued = 0;
  for (std::uint64_t job = 0; job < 9; ++job)
    if (model->arrive(0s, {.id = job, .work = 1s}).entry == Entry::queued) ++queued;
  model->lift(0s, out);
  EXPECT_EQ(out.size(), queued);
  out.clear();
  model->advance(1h, out);
  EXPECT_EQ(std::ranges::count(out, Happening::What::started, &Happening::what), 0);
}

INSTANTIATE_TEST_SUITE_P(Models, LoadContract, testing::ValuesIn(makers()),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace squall
