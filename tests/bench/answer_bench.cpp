// How fast an answer is decided, composed, framed and journalled.
#include <benchmark/benchmark.h>

#include "scenarios/history.hpp"
#include "tests/bench/support.hpp"

namespace squall {
namespace {

// Argument: whether it is a stream.
void healthy_answer(benchmark::State& state) {
  const Request request = bench::request(state.range(0) != 0);
  const Platform& platform = *find_platform("anthropic");
  const Question question = platform.understand(request);
  const Plan plan(bench::june5(), 1);
  AttemptId id;
  for (auto _ : state) {
    ++id.key;
    benchmark::DoNotOptimize(
        plan_answer(plan, platform, request, question, id, std::chrono::minutes(200), {}));
  }
}
BENCHMARK(healthy_answer)->ArgName("stream")->Arg(0)->Arg(1);

void decision(benchmark::State& state) {
  const Asked asked{
      .platform = "anthropic", .model = "claude-opus-4-8", .endpoint = "messages", .stream = true};
  AttemptId id;
  for (auto _ : state) {
    ++id.key;
    benchmark::DoNotOptimize(decide(bench::june5(), 1, asked, id, std::chrono::minutes(60)));
  }
}
BENCHMARK(decision);

void journal_line(benchmark::State& state) {
  AttemptEnded ended;
  ended.call = "17";
  ended.how = "finish";
  ended.meant = std::string(240, 'a');
  const Event event = ended;
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_line(out, event);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(journal_line);

}  // namespace
}  // namespace squall
