// The station by hand: one example for each of its rules, and the formulas it must obey.
#include "scenarios/station.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "scenarios/random.hpp"
#include "tests/scenarios/support/load_story.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;
using Abandoned = StationSettings::Abandoned;
using Discipline = StationSettings::Discipline;

StationSettings one_slot(std::uint64_t queue = 100) {
  StationSettings settings;
  settings.slots = 1;
  settings.queue = queue;
  return settings;
}

TEST(Station, ServesAtOnceWhileThereAreSlots) {
  StationSettings settings = one_slot();
  settings.slots = 2;
  LoadStory story(settings);
  story.arrive(0s, 1, 10s);
  story.arrive(1s, 2, 10s);
  story.arrive(2s, 3, 10s);
  story.until(1min);
  EXPECT_EQ(story.lines(),
            "0 1 admitted\n1s 2 admitted\n2s 3 queued\n"
            "10s 1 finished\n10s 3 started\n11s 2 finished\n20s 3 finished\n");
}

TEST(Station, KeepsTheOrderOfArrivalOrTurnsItRound) {
  const auto order = [](Discipline discipline) {
    StationSettings settings = one_slot();
    settings.discipline = discipline;
    LoadStory story(settings);
    for (std::uint64_t job = 1; job <= 4; ++job) story.arrive(0s, job, 1s);
    story.until(1min);
    return story.lines("started");
  };
  EXPECT_EQ(order(Discipline::fifo), "1s 2 started\n2s 3 started\n3s 4 started\n");
  EXPECT_EQ(order(Discipline::lifo), "1s 4 started\n2s 3 started\n3s 2 started\n");
}

TEST(Station, ShedsWhatFindsTheQueueFull) {
  LoadStory story(one_slot(1));
  story.arrive(0s, 1, 10s);
  story.arrive(0s, 2, 10s);
  story.arrive(4s, 3, 10s);
  story.until(10s);
  story.arrive(10s, 4, 10s);
  story.until(1min);
  EXPECT_EQ(story.lines(),
            "0 1 admitted\n0 2 queued\n4s 3 refused\n10s 1 finished\n10s 2 started\n10s 4 queued\n"
            "20s 2 finished\n20s 4 started\n30s 4 finished\n");
}

// More time than 64 bits of nanoseconds can hold, in service and in the queue.
TEST(Station, SumsEndlessWorkUpToTheEndOfTime) {
  StationSettings settings;
  settings.slots = 40;
  settings.longest_wait = longest * 2;
  Station station(settings);
  for (int job = 0; job < 100; ++job)
    EXPECT_NE(station.arrive(0s, {.work = longest}).entry, Entry::refused) << job;
  EXPECT_EQ(station.waiting(), 60U);
  std::vector<Happening> out;
  station.advance(longest, out);
  EXPECT_EQ(station.served(), Duration::max());
  EXPECT_EQ(station.waiting(), 20U);
}

TEST(Station, AdvisesTheMomentAtWhichThereIsAPlace) {
  StationSettings settings = one_slot(1);
  settings.advice = StationSettings::Advice::wait;
  Station station(settings);
  station.arrive(0s, {.work = 10s});
  station.arrive(0s, {.work = 10s});
  EXPECT_EQ(station.arrive(4s, {.work = 10s}).wait, 6s);
  settings.advice = StationSettings::Advice::fixed;
  settings.advised = 7s;
  settings.queue = 0;
  Station fixed(settings);
  fixed.arrive(0s, {.work = 10s});
  EXPECT_EQ(fixed.arrive(4s, {.work = 10s}).wait, 7s);
  settings.advice = StationSettings::Advice::none;
  Station silent(settings);
  silent.arrive(0s, {.work = 10s});
  EXPECT_LT(silent.arrive(4s, {.work = 10s}).wait, 0s);
}

// One slot, first come first served: the prediction is exact.
TEST(Station, ShedsByThePredictedWait) {
  StationSettings settings = one_slot();
  settings.longest_wait = 25s;
  settings.advice = StationSettings::Advice::wait;
  Station station(settings);
  EXPECT_EQ(station.arrive(0s, {.work = 10s}).entry, Entry::admitted);
  EXPECT_EQ(station.arrive(1s, {.work = 10s}).entry, Entry::queued);  // waits 9 s
  EXPECT_EQ(station.arrive(1s, {.work = 10s}).entry, Entry::queued);  // waits 19 s
  const Decision shed = station.arrive(1s, {.work = 10s});            // would wait 29 s
  EXPECT_EQ(shed.entry, Entry::refused);
  EXPECT_EQ(shed.wait, 4s);
  EXPECT_EQ(station.arrive(5s, {.work = 10s}).entry, Entry::queued);  // waits 25 s
}

TEST(Station, SlowsDownInCompany) {
  StationSettings settings;
  settings.slots = 3;
  settings.slowing = 2;
  Station station(settings);
  EXPECT_EQ(station.arrive(0s, {.work = 10s}).slowness, (Ratio{1, 1}));
  EXPECT_EQ(station.arrive(0s, {.work = 10s}).slowness, (Ratio{3, 2}));
  EXPECT_EQ(station.arrive(0s, {.work = 10s}).slowness, (Ratio{2, 1}));
  std::vector<Happening> out;
  station.advance(1min, out);
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[0].at, 10s);
  EXPECT_EQ(out[1].at, 15s);
  EXPECT_EQ(out[2].at, 20s);
}

TEST(Station, DropsWhatWaitedTooLongWhenItsTurnComes) {
  StationSettings settings = one_slot();
  settings.discipline = Discipline::deadline_drop;
  settings.patience = 15s;
  LoadStory story(settings);
  for (std::uint64_t job = 1; job <= 4; ++job) story.arrive(0s, job, 10s);
  story.until(1min);
  EXPECT_EQ(story.lines("started"), "10s 2 started\n");
  EXPECT_EQ(story.lines("dropped"), "20s 3 dropped\n20s 4 dropped\n");
}

std::string after_a_cancel(Abandoned abandoned) {
  StationSettings settings = one_slot();
  settings.abandoned = abandoned;
  settings.stop_delay = 2s;
  LoadStory story(settings);
  for (std::uint64_t job = 1; job <= 3; ++job) story.arrive(0s, job, 10s);
  story.cancel(1s, 1);
  story.cancel(1s, 2);
  story.until(1min);
  return story.lines();
}

TEST(Station, ServesSkipsOrStopsTheWorkOfThoseWhoHaveGone) {
  const std::string arrivals = "0 1 admitted\n0 2 queued\n0 3 queued\n";
  EXPECT_EQ(after_a_cancel(Abandoned::served),
            arrivals +
                "10s 1 finished\n10s 2 started\n20s 2 finished\n20s 3 started\n"
                "30s 3 finished\n");
  EXPECT_EQ(after_a_cancel(Abandoned::skipped),
            arrivals + "10s 1 finished\n10s 2 dropped\n10s 3 started\n20s 3 finished\n");
  EXPECT_EQ(after_a_cancel(Abandoned::stopped),
            arrivals +
                "3s 1 finished\n3s 2 started\n3s 2 finished\n3s 3 started\n"
                "13s 3 finished\n");
}

TEST(Station, CountsTheWorkThatNobodyWaitedFor) {
  Station station(one_slot());
  const Decision gone = station.arrive(0s, {.work = 10s});
  station.arrive(0s, {.work = 5s});
  station.cancel(9s, gone.ticket);
  std::vector<Happening> out;
  station.advance(1min, out);
  EXPECT_EQ(station.served(), 15s);
  EXPECT_EQ(station.wasted(), 10s);
}

TEST(Station, ForgetsATicketWhosePlaceIsUsedAgain) {
  Station station(one_slot());
  std::vector<Happening> out;
  const Decision first = station.arrive(0s, {.work = 1s});
  station.advance(1s, out);
  station.arrive(1s, {.work = 1s});
  station.cancel(1s, first.ticket);
  station.advance(1min, out);
  EXPECT_EQ(station.wasted(), 0s);
}

// Two refusals at a quarter of 8 s each: the queue moves on 4 s later.
TEST(Station, PaysForRefusalsWithSlotTime) {
  StationSettings settings = one_slot(1);
  settings.reject_cost = {1, 4};
  LoadStory story(settings);
  for (std::uint64_t job = 1; job <= 4; ++job) story.arrive(0s, job, 8s);
  story.until(1min);
  EXPECT_EQ(story.lines(),
            "0 1 admitted\n0 2 queued\n0 3 refused\n0 4 refused\n8s 1 finished\n12s 2 started\n"
            "20s 2 finished\n");
}

// Full from 0 s: noticed at 30 s, two more slots at 2min30s, and again one and a half minutes on.
TEST(Station, ScalesAfterDetectionAndBoot) {
  StationSettings settings = one_slot();
  settings.most_slots = 4;
  settings.step = 2;
  settings.detect = 30s;
  settings.boot = 2min;
  Station station(settings);
  for (int i = 0; i < 50; ++i) station.arrive(0s, {.work = 1h});
  std::vector<Happening> out;
  const auto slots_at = [&](Instant at) {
    station.advance(at, out);
    return station.slots();
  };
  EXPECT_EQ(slots_at(150s - 1ns), 1U);
  EXPECT_EQ(slots_at(150s), 3U);
  EXPECT_EQ(slots_at(300s - 1ns), 3U);
  EXPECT_EQ(slots_at(300s), 4U);
  EXPECT_EQ(slots_at(1h - 1ns), 4U);
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[0].at, 150s);
  EXPECT_EQ(out[2].at, 300s);
}

TEST(Station, DoesNotScaleForAPressureThatPasses) {
  StationSettings settings = one_slot();
  settings.most_slots = 4;
  settings.detect = 30s;
  Station station(settings);
  std::vector<Happening> out;
  for (int i = 0; i < 10; ++i) {
    station.advance(i * 1min, out);
    station.arrive(i * 1min, {.work = 29s});
  }
  station.advance(1h, out);
  EXPECT_EQ(station.slots(), 1U);
}

TEST(Station, IsSlowInColdSlots) {
  StationSettings settings = one_slot();
  settings.most_slots = 2;
  settings.detect = 10s;
  settings.boot = 10s;
  settings.cold = 1min;
  settings.cold_cost = {3, 1};
  LoadStory story(settings);
  story.arrive(0s, 1, 1h);
  story.arrive(0s, 2, 20s);
  story.arrive(0s, 3, 20s);
  story.until(10min);
  EXPECT_EQ(story.lines(),
            "0 1 admitted\n0 2 queued\n0 3 queued\n20s 2 started x3\n1min20s 2 finished\n"
            "1min20s 3 started\n1min40s 3 finished\n");
}

TEST(Station, LetsEverybodyGoWhenItIsLifted) {
  LoadStory story(one_slot());
  for (std::uint64_t job = 1; job <= 3; ++job) story.arrive(0s, job, 10s);
  story.lift(5s);
  story.until(1min);
  EXPECT_EQ(story.lines(),
            "0 1 admitted\n0 2 queued\n0 3 queued\n5s 2 started\n5s 3 started\n10s 1 finished\n");
}

// Mean wait in the queue of M/D/1: rho * S / (2 * (1 - rho)); here 0.8 * 1 s / 0.4 = 2 s.
TEST(Station, WaitsAsTheFormulaSays) {
  StationSettings settings = one_slot(1'000'000);
  Station station(settings);
  Random dice{529};
  std::vector<Happening> out;
  std::vector<Instant> arrived;
  Duration waited{};
  Instant now{};
  const auto count_starts = [&] {
    for (const Happening& happening : out)
      if (happening.what == Happening::What::started)
        waited += happening.at - arrived[happening.job];
    out.clear();
  };
  constexpr std::size_t jobs = 400'000;
  for (std::size_t job = 0; job < jobs; ++job) {
    now += Duration{static_cast<std::int64_t>(dice.exponential() * 1e9 / 0.8)};
    station.advance(now, out);
    count_starts();
    arrived.push_back(now);
    station.arrive(now, {.id = job, .work = 1s});
  }
  station.advance(now + 24h, out);
  count_starts();
  const double mean = static_cast<double>(waited.count()) / 1e9 / jobs;
  EXPECT_NEAR(mean, 2.0, 0.1);
}

// Goodput at offered load A with reject cost r: (C - r * A) / (1 - r) (facts: storms, 2.7).
TEST(Station, MeltsDownAsTheFormulaSays) {
  StationSettings settings;
  settings.slots = 100;
  settings.queue = 50;
  settings.reject_cost = {1, 2};
  for (const int load : {120, 150, 180}) {
    Station station(settings);
    std::vector<Happening> out;
    Random dice{529};
    Instant now{};
    while (now < 300s) {
      now += Duration{static_cast<std::int64_t>(dice.exponential() * 1e9 / load)};
      station.advance(now, out);
      station.arrive(now, {.work = 1s});
    }
    const auto served = std::ranges::count(out, Happening::What::finished, &Happening::what);
    const double goodput = static_cast<double>(served) / 300;
    EXPECT_NEAR(goodput, (100 - 0.5 * load) / 0.5, 3.0) << load;
  }
}

}  // namespace
}  // namespace squall
