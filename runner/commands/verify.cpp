// squall verify: proves, on virtual time, that scenarios do what they say.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <memory>

#include "runner/commands/command.hpp"
#include "runner/commands/verify_show.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

struct Options {
  std::vector<std::string> scenarios;
  std::uint64_t seed = 0;
  bool has_seed = false;
  bool all = false;
  bool json = false;
};

void show_progress(std::size_t done, std::size_t all, const std::string& scenario) {
  constexpr std::size_t width = 24;
  const std::size_t filled = done * width / all;
  std::fprintf(stderr, "\r\033[K[%s%s] %zu of %zu  %s", std::string(filled, '#').c_str(),
               std::string(width - filled, '.').c_str(), done, all, scenario.c_str());
}

// All are read before any is verified, so that a wrong one is told of at once.
int verify_all(const Options& options) {
  std::vector<std::string> files = options.all ? bundled_scenarios() : std::vector<std::string>();
  for (const std::string& scenario : options.scenarios) files.push_back(find_scenario(scenario));
  std::vector<Scenario> scenarios;
  for (const std::string& file : files) scenarios.push_back(load_scenario(file, full_vocabulary()));

  const bool progress = is_terminal(STDERR_FILENO);
  std::vector<Proof> proofs;
  bool held = true;
  for (const Scenario& scenario : scenarios) {
    if (progress) show_progress(proofs.size(), scenarios.size(), scenario.name);
    proofs.push_back(verify(scenario, options.has_seed ? options.seed : scenario.seed));
    held = held && proofs.back().held();
  }
  if (progress) std::fprintf(stderr, "\r\033[K");
  const Style style{.colour = is_terminal(STDOUT_FILENO)};
  print_out(options.json ? show_json(proofs) : show(proofs, style));
  if (scenarios.size() > 1)
    std::fprintf(stderr, "%zu scenarios in %.1f s of processor time\n", scenarios.size(),
                 static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
  return held ? Exit::held : Exit::failed;
}

void add(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  auto* files = app.add_option("SCENARIO", options->scenarios,
                               "scenario files, or names of bundled scenarios");
  auto* all = app.add_flag("--all", options->all, "every scenario that comes with squall");
  files->excludes(all);
  const auto* seed = add_seed_flag(app, options->seed);
  app.add_flag("--json", options->json, "as JSON");
  app.callback([options, seed, &exit_code] {
    if (options->scenarios.empty() && !options->all)
      throw BadInput("squall verify: expected a scenario, or --all");
    options->has_seed = seed->count() > 0;
    exit_code = verify_all(*options);
  });
}

}  // namespace

extern constinit const Command verify_command{
    "verify", "Prove, rule by rule, that scenarios do what they say, by probing their own server.",
    "squall verify silent_truncation", add};

}  // namespace squall
