// squall validate: reads scenarios, says what is wrong with them, runs nothing.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

#include "runner/commands/command.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

int validate(const std::vector<std::string>& files) {
  int exit_code = Exit::held;
  for (const std::string& file : files) {
    try {
      const Scenario scenario = load_scenario(find_scenario(file), full_vocabulary());
      print_out(file + ": good (" + std::to_string(scenario.rules.size()) + " rules, " +
                print(scenario.duration) + ")\n");
    } catch (const BadInput& e) {
      std::fprintf(stderr, "%s\n", e.what());
      exit_code = Exit::bad_input;
    }
  }
  return exit_code;
}

void add(CLI::App& app, int& exit_code) {
  const auto files = std::make_shared<std::vector<std::string>>();
  app.add_option("FILE", *files, "scenario files, or names of bundled scenarios")->required();
  app.callback([files, &exit_code] { exit_code = validate(*files); });
}

}  // namespace

extern constinit const Command validate_command{
    "validate", "Check scenario files; every mistake is named with file, line and key.",
    "squall validate scenarios/incidents/*.yaml", add};

}  // namespace squall
