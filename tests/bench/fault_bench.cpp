// What each fault costs on one streamed answer, above the copy of the answer itself.
#include <benchmark/benchmark.h>

#include "tests/bench/support.hpp"

namespace squall {
namespace {

// Settings that must be given get their least value.
Settings usual_settings(const Word& word) {
  Settings settings(word.settings);
  for (const Setting& setting : word.settings) {
    if (!setting.otherwise.empty()) continue;
    SettingValue value;
    read_setting(setting, setting.limits.substr(0, setting.limits.find("..")), value);
    settings.set(setting.key, value);
  }
  return settings;
}

void copy_alone(benchmark::State& state) {
  const Question question = find_platform("anthropic")->understand(bench::request(true));
  const Reply reply = bench::streamed_reply(question, {});
  for (auto _ : state) {
    Reply copy = reply;
    benchmark::DoNotOptimize(copy);
  }
}
BENCHMARK(copy_alone);

void fault(benchmark::State& state, const FaultKind* kind) {
  const Platform& platform = *find_platform("anthropic");
  const Request request = bench::request(true);
  const Question question = platform.understand(request);
  const Occasion occasion;
  const Reply reply = bench::streamed_reply(question, occasion);
  const Fault made = kind->make(usual_settings(kind->word));
  const auto& edit = std::get<ReplyEdit>(made);
  Random dice{1};
  for (auto _ : state) {
    Reply copy = reply;
    edit(copy, {platform, request, question, occasion}, dice);
    benchmark::DoNotOptimize(copy);
  }
}

const bool registered = [] {
  for (const FaultKind* kind : fault_catalog()) {
    if (kind->layer < Layer::answer) continue;
    benchmark::RegisterBenchmark(("fault/" + std::string(kind->word.name)).c_str(), fault, kind);
  }
  return true;
}();

}  // namespace
}  // namespace squall
