// What the commands of the program share: their catalog, exit codes, and the composed vocabulary.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runner/stack.hpp"
#include "scenarios/history.hpp"
#include "scenarios/scenario.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace squall {

// Exit codes of the program.
enum Exit : int { held = 0, failed = 1, unknown = 2, bad_input = 3, harness_failed = 4 };

// A command adds its options to the app it is given, and stores how it went in `exit_code` when it
// is parsed and run. Errors are thrown: BadInput for what the user wrote.
struct Command {
  std::string_view name, about, example;
  void (*add)(CLI::App& app, int& exit_code);
};
std::span<const Command* const> command_catalog();

// The words of all catalogs: what a scenario may name.
const Vocabulary& full_vocabulary();

// A path, or the name of one of the scenarios that come with the program.
std::string find_scenario(const std::string& text);
std::vector<std::string> bundled_scenarios();

std::vector<Stack> bundled_stacks();

// Where the program's own files are (scenarios, stacks); the source tree.
std::string home();
std::string this_program();

// Version and commit, `0.1.0 (abc123+dirty)`.
std::string version();
std::string_view commit();

// Adds --seed, of every die: 0 up to the largest signed integer of 64 bits, as in a scenario.
CLI::Option* add_seed_flag(CLI::App& app, std::uint64_t& seed);

// The value of --speed: `60`, `1.5` or `3/2`, above 0 and at most 10000. Throws BadInput.
Ratio parse_speed_flag(const std::string& text);

// The first line of a history: what is run, by which program.
RunBegan run_began(const Scenario& scenario, std::uint64_t seed, Ratio speed,
                   const std::string& stack);

// Colour and progress lines only for people.
bool is_terminal(int descriptor);
// Writes all of it to standard output.
void print_out(std::string_view text);

}  // namespace squall
