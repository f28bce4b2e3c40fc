// squall schema: the scenario language as JSON Schema, for editors and other tools.
#include <CLI/CLI.hpp>

#include "runner/commands/command.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

void add(CLI::App& app, int& exit_code) {
  app.callback([&exit_code] {
    print_out(scenario_schema(full_vocabulary()).dump(2) + "\n");
    exit_code = Exit::held;
  });
}

}  // namespace

extern constinit const Command schema_command{"schema", "Print the JSON Schema of scenario files.",
                                              "squall schema > scenarios/scenario.schema.json",
                                              add};

}  // namespace squall
