// How fast scenarios, requests and histories are read.
#include <benchmark/benchmark.h>

#include "mockserver/http_reader.hpp"
#include "scenarios/history.hpp"
#include "tests/bench/support.hpp"

namespace squall {
namespace {

void scenario_file(benchmark::State& state) {
  const std::string text = read_text_file(find_scenario("2026-06-05-anthropic-staggered"));
  for (auto _ : state)
    benchmark::DoNotOptimize(parse_scenario(text, "june5.yaml", full_vocabulary()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(scenario_file)->Unit(benchmark::kMillisecond);

void http_request(benchmark::State& state) {
  const std::string body = bench::request(true).body;
  const std::string bytes =
      "POST /v1/messages HTTP/1.1\r\nhost: x\r\nx-api-key: dummy\r\n"
      "anthropic-version: 2023-06-01\r\ncontent-length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  RequestReader reader;
  for (auto _ : state) {
    reader.feed(bytes);
    benchmark::DoNotOptimize(reader.take());
  }
}
BENCHMARK(http_request);

void messages_request(benchmark::State& state) {
  const Request request = bench::request(true);
  const Platform& platform = *find_platform("anthropic");
  for (auto _ : state) benchmark::DoNotOptimize(platform.understand(request));
}
BENCHMARK(messages_request);

void history_line(benchmark::State& state) {
  AttemptEnded ended;
  ended.call = "17";
  ended.how = "finish";
  ended.meant = std::string(240, 'a');
  std::string text = to_line(RunBegan{});
  for (int i = 0; i < 1000; ++i) append_line(text, ended);
  for (auto _ : state) benchmark::DoNotOptimize(parse_history(text, "history.jsonl"));
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(history_line)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace squall
