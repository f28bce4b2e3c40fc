// Judges saved runs and shows the verdicts: what `squall run` ends with and `squall judge` is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/report.hpp"

namespace squall {

// Reads one run directory, as it was saved. Throws BadInput.
Report judge_directory(const std::string& directory);

// The run directories in a directory: itself, or those right below it, by name.
std::vector<std::string> run_directories(const std::string& directory);

// Judges each, saves report.json and report.txt beside its history, prints one report, or of
// several the scoreboard and where the reports are. Gives the exit code of the worst verdict.
int judge_and_show(const std::vector<std::string>& directories,
                   const std::vector<Skipped>& skipped);

}  // namespace squall
