// Composes saved histories, scenarios and formats.
#include "runner/commands/judging.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "runner/commands/command.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

namespace fs = std::filesystem;

// Written whole or not at all: a reader never sees half a report.
void save(const std::string& path, const std::string& text) {
  const std::string unfinished = path + ".new";
  std::ofstream file(unfinished, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw BadInput(path + ": cannot be written; is there room?");
  fs::rename(unfinished, path);
}

}  // namespace

Report judge_directory(const std::string& directory) {
  const Scenario scenario = load_scenario(directory + "/scenario.yaml", full_vocabulary());
  return make_report(read_history(directory + "/history.jsonl"), scenario);
}

std::vector<std::string> run_directories(const std::string& directory) {
  if (fs::exists(directory + "/history.jsonl")) return {directory};
  std::vector<std::string> found;
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(directory, ec))
    if (fs::exists(entry.path() / "history.jsonl")) found.push_back(entry.path().string());
  if (found.empty())
    throw BadInput(directory +
                   ": expected a run directory (with a history.jsonl), or one that holds some");
  std::ranges::sort(found);
  return found;
}

int judge_and_show(const std::vector<std::string>& directories,
                   const std::vector<Skipped>& skipped) {
  const Style plain;
  const Style style{.colour = is_terminal(STDOUT_FILENO)};
  std::vector<Report> reports;
  for (const std::string& directory : directories) {
    Report report = judge_directory(directory);
    save(directory + "/report.json", find_format("json")->write(report, plain));
    save(directory + "/report.txt", find_format("text")->write(report, plain));
    reports.push_back(std::move(report));
  }
  if (reports.size() == 1 && skipped.empty())
    print_out(find_format("text")->write(reports.front(), style));
  else
    print_out(scoreboard(reports, skipped, style));
  Verdict worst_of_all = reports.empty() ? Verdict::unknown : Verdict::held;
  for (const Report& report : reports) worst_of_all = std::max(worst_of_all, report.verdict);
  return exit_code(worst_of_all);
}

}  // namespace squall
