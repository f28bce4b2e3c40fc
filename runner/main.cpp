// The squall program: finds the command, runs it, and turns what goes wrong into an exit code.
#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <exception>

#include "runner/commands/command.hpp"
#include "scenarios/bad_input.hpp"

namespace squall {
namespace {

int run_program(int argc, char** argv) {
  CLI::App app{
      "squall rehearses LLM outages: a mock provider that fails as real ones did, a runner "
      "that drives\nreal client stacks through it, and reports on how well each held."};
  app.require_subcommand(1);
  app.set_version_flag("--version", version());
  app.footer("Exit codes: 0 held, 1 failed, 2 unknown, 3 bad input, 4 the harness itself failed.");
  int exit_code = Exit::held;
  for (const Command* command : command_catalog()) {
    CLI::App* sub = app.add_subcommand(std::string(command->name), std::string(command->about));
    sub->footer("Example:\n  " + std::string(command->example));
    command->add(*sub, exit_code);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const bool asked = e.get_exit_code() == 0;
    app.exit(e);
    return asked ? Exit::held : Exit::bad_input;
  }
  return exit_code;
}

}  // namespace
}  // namespace squall

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return squall::run_program(argc, argv);
  } catch (const squall::BadInput& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return squall::Exit::bad_input;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "squall: the harness failed: %s\n", e.what());
    return squall::Exit::harness_failed;
  }
}
