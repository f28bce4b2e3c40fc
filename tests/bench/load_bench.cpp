// How many arrivals a second the models of load decide: simulations of whole fleets rest on them.
#include <benchmark/benchmark.h>

#include "scenarios/random.hpp"
#include "scenarios/rate_limits.hpp"
#include "scenarios/station.hpp"

namespace squall {
namespace {

// Exponential gaps, made beforehand: their logarithms would cost more than the station.
std::vector<Duration> gaps(double per_second) {
  Random random{1};
  std::vector<Duration> all(1 << 16);
  for (Duration& gap : all)
    gap = Duration{static_cast<std::int64_t>(random.exponential() * 1e9 / per_second)};
  return all;
}

// Argument: offered load in percent of the capacity, a hundred slots of one second each.
void station_arrivals(benchmark::State& state) {
  StationSettings settings;
  settings.slots = 100;
  settings.queue = 300;
  Station station(settings);
  const std::vector<Duration> between = gaps(static_cast<double>(state.range(0)));
  std::vector<Happening> out;
  Job job{.work = std::chrono::seconds(1)};
  Instant now{};
  for (auto _ : state) {
    now += between[job.id++ % between.size()];
    out.clear();
    station.advance(now, out);
    benchmark::DoNotOptimize(station.arrive(now, job));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(station_arrivals)->ArgName("load")->Arg(70)->Arg(300);

// A thousand keys with their own buckets; a third of the arrivals is refused.
void rate_limited_arrivals(benchmark::State& state) {
  RateLimitSettings settings;
  settings.requests = {60, std::chrono::minutes(1)};
  settings.input_tokens = settings.output_tokens = {1'000'000, std::chrono::minutes(1)};
  settings.burst = std::chrono::seconds(5);
  RateLimits limits(settings);
  const std::vector<Duration> between = gaps(1500);
  Job job{.input_tokens = 100, .output_tokens = 50};
  Instant now{};
  for (auto _ : state) {
    now += between[job.id++ % between.size()];
    job.key = job.id % 1000;
    benchmark::DoNotOptimize(limits.arrive(now, job));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(rate_limited_arrivals);

}  // namespace
}  // namespace squall
