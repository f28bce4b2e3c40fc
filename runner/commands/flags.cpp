// What several commands read from their flags and write at the head of their histories.
#include <CLI/CLI.hpp>

#include <chrono>
#include <fstream>

#include "runner/commands/command.hpp"
#include "runner/warp/warped_time.hpp"
#include "scenarios/bad_input.hpp"
#include "scenarios/text.hpp"

namespace squall {
namespace {

std::vector<std::string> own_argv() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> argv;
  for (std::string word; std::getline(file, word, '\0');) argv.push_back(word);
  if (!argv.empty()) argv.front() = "squall";  // where it lies on this machine is nobody's business
  return argv;
}

}  // namespace

CLI::Option* add_seed_flag(CLI::App& app, std::uint64_t& seed) {
  return app.add_option("--seed", seed, "seed of every die (default: the scenario's)")
      ->check(CLI::Range(std::uint64_t{0}, ~std::uint64_t{0} >> 1));
}

Ratio parse_speed_flag(const std::string& text) {
  if (const auto ratio = parse_ratio(text);
      ratio && ratio->part > 0 && ratio->part <= 10'000 * ratio->whole)
    return *ratio;
  const Speed speed = parse_speed(text.c_str());
  if (!speed.is_valid() || speed.numerator > 10'000 * speed.denominator)
    throw BadInput("--speed: expected a factor above 0, at most 10000, such as 60 or 1.5, got \"" +
                   text + "\"");
  return {static_cast<std::uint64_t>(speed.numerator),
          static_cast<std::uint64_t>(speed.denominator)};
}

RunBegan run_began(const Scenario& scenario, std::uint64_t seed, Ratio speed,
                   const std::string& stack) {
  RunBegan began;
  began.squall = SQUALL_VERSION;
  began.commit = commit();
  began.compiler = "gcc " __VERSION__;
  began.scenario = scenario.name;
  began.digest = hex(scenario.digest);
  began.seed = seed;
  began.speed = print(speed);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  began.started = print_utc(now.time_since_epoch().count());
  began.stack = stack;
  began.argv = own_argv();
  return began;
}

}  // namespace squall
