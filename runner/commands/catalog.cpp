// Every command of the program, and what they share.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "mockserver/fault.hpp"
#include "mockserver/platform.hpp"
#include "reports/check.hpp"
#include "runner/commands/command.hpp"
#include "scenarios/bad_input.hpp"
#include "scenarios/text.hpp"
#include "squall_commit.hpp"

namespace squall {

namespace fs = std::filesystem;

extern const Command run_command, serve_command, validate_command, explain_command, schema_command,
    judge_command, list_command, reference_command, verify_command;

std::span<const Command* const> command_catalog() {
  static constexpr const Command* commands[] = {
      &run_command,     &judge_command, &serve_command,  &validate_command, &verify_command,
      &explain_command, &list_command,  &schema_command, &reference_command};
  return commands;
}

namespace {

// A fault's layer says some of what it reaches.
Word word_of(const FaultKind& fault) {
  Word word = fault.word;
  word.reach.meaning = fault.layer == Layer::meaning;
  word.reach.load = fault.layer == Layer::load;
  return word;
}

}  // namespace

const Vocabulary& full_vocabulary() {
  static const Vocabulary words = [] {
    Vocabulary all;
    for (const FaultKind* fault : fault_catalog()) all.faults.push_back(word_of(*fault));
    for (const CheckKind* check : check_catalog()) all.checks.push_back(check->word);
    for (const Platform* platform : platform_catalog()) {
      all.platforms.push_back({platform->name, platform->about, {}});
      for (const std::string_view name : platform->endpoints)
        if (!std::ranges::count(all.endpoints, name)) all.endpoints.push_back(name);
    }
    return all;
  }();
  return words;
}

std::vector<std::string> bundled_scenarios() {
  std::vector<std::string> files;
  std::error_code ec;
  for (const auto& entry : fs::recursive_directory_iterator(home() + "/scenarios", ec))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  std::ranges::sort(files);
  return files;
}

std::string find_scenario(const std::string& text) {
  if (fs::exists(text)) return text;
  const std::vector<std::string> files = bundled_scenarios();
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(fs::path(file).stem().string());
  const auto at = std::ranges::find(names, text);
  if (at != names.end()) return files[static_cast<std::size_t>(at - names.begin())];
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string near = nearest(fs::path(text).stem().string(), known);
  throw BadInput(text + ": there is no such file, and no scenario of this name" +
                 (near.empty() ? "" : "; did you mean \"" + near + "\"?") +
                 " (squall list scenarios shows them all)");
}

std::vector<Stack> bundled_stacks() {
  return find_stacks(home() + "/runner/stacks", this_program());
}

std::string home() {
  const char* told = std::getenv("SQUALL_HOME");
  return told != nullptr ? told : SQUALL_HOME;
}

std::string this_program() { return fs::read_symlink("/proc/self/exe").string(); }

std::string_view commit() { return SQUALL_COMMIT; }

std::string version() { return SQUALL_VERSION " (" SQUALL_COMMIT ")"; }

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

void print_out(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

}  // namespace squall
