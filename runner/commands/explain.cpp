// squall explain: a scenario as a table and a picture, in the terminal.
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <memory>

#include "runner/commands/command.hpp"
#include "scenarios/explain.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

struct Options {
  std::string scenario;
  unsigned width = 100;
  bool ascii = false;
};

void add(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  app.add_option("FILE", options->scenario, "scenario file, or name of a bundled one")->required();
  app.add_option("--width", options->width, "columns of the terminal")
      ->capture_default_str()
      ->check(CLI::Range(80U, 400U));
  app.add_flag("--ascii", options->ascii, "draw without block characters");
  app.callback([options, &exit_code] {
    const Scenario scenario = load_scenario(find_scenario(options->scenario), full_vocabulary());
    ExplainStyle style;
    style.colour = is_terminal(STDOUT_FILENO);
    style.width = options->width;
    style.ascii = options->ascii;
    print_out(explain(scenario, full_vocabulary(), style));
    exit_code = Exit::held;
  });
}

}  // namespace

extern constinit const Command explain_command{
    "explain", "Show a scenario's timeline as a table and as a line of blocks per model.",
    "squall explain 2026-06-05-anthropic-staggered", add};

}  // namespace squall
