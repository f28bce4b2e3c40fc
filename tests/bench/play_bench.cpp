// How fast scripts are played: on a wire that takes everything, with and without waits.
#include <benchmark/benchmark.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "mockserver/play.hpp"
#include "scenarios/rethrow.hpp"
#include "scenarios/virtual_clock.hpp"
#include "tests/bench/support.hpp"

namespace squall {
namespace {

class SwallowingWire : public Wire {
 public:
  net::awaitable<Received> receive() override { co_return Received{}; }
  net::awaitable<error_code> send(std::string_view bytes) override {
    swallowed += bytes.size();
    co_return error_code{};
  }
  void watch(std::function<void()>) override {}
  void unwatch() override {}
  void close() override {}
  void reset() override {}
  std::size_t swallowed = 0;
};

net::awaitable<void> play_once(const Script& script, Wire& wire, Clock& clock) {
  const Played played = co_await play(script, wire, clock);
  benchmark::DoNotOptimize(played.bytes);
}

// Argument: whether every delta is preceded by a wait.
void streamed_answer(benchmark::State& state) {
  const Platform& platform = *find_platform("anthropic");
  const Request request = bench::request(true);
  const Question question = platform.understand(request);
  Scenario scenario = bench::june5();
  if (state.range(0) == 0)
    scenario.pace.first_token =
        scenario.pace.tokens_per_second = {Distribution::Shape::constant, 0, 0};
  if (state.range(0) == 0) scenario.pace.tokens_per_second.a = 1e12;
  const Plan plan(scenario, 1);
  const Planned planned =
      plan_answer(plan, platform, request, question, {}, std::chrono::minutes(200), {});
  net::io_context context{1};
  VirtualClock clock(context);
  SwallowingWire wire;
  for (auto _ : state) {
    net::co_spawn(context, play_once(planned.script, wire, clock), &rethrow);
    clock.run();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(planned.script.size()));
}
BENCHMARK(streamed_answer)->ArgName("paced")->Arg(0)->Arg(1);

}  // namespace
}  // namespace squall
