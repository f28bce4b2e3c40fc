// squall judge: judges a saved run again, from its history alone.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <memory>

#include "runner/commands/command.hpp"
#include "runner/commands/judging.hpp"
#include "scenarios/bad_input.hpp"

namespace squall {
namespace {

struct Options {
  std::string directory, format;
};

int judge_in_format(const std::vector<std::string>& directories, const Format& format) {
  const Style style{.colour = is_terminal(STDOUT_FILENO)};
  Verdict worst_of_all = Verdict::held;
  for (const std::string& directory : directories) {
    const Report report = judge_directory(directory);
    print_out(format.write(report, style));
    worst_of_all = std::max(worst_of_all, report.verdict);
  }
  return exit_code(worst_of_all);
}

void add(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  app.add_option("RUN_DIR", options->directory, "a run directory, or one that holds several")
      ->required();
  std::vector<std::string> names;
  for (const Format* format : format_catalog()) names.emplace_back(format->name);
  app.add_option("--format", options->format, "print each run in this format")
      ->check(CLI::IsMember(names));
  app.callback([options, &exit_code] {
    const auto directories = run_directories(options->directory);
    const Format* format = find_format(options->format);
    exit_code =
        format != nullptr ? judge_in_format(directories, *format) : judge_and_show(directories, {});
  });
}

}  // namespace

extern constinit const Command judge_command{
    "judge", "Judge a saved run again; the verdict is the same.",
    "squall judge squall-runs/2026-06-05-anthropic-staggered --format json", add};

}  // namespace squall
