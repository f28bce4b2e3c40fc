// The program as its users meet it: commands, exit codes, signals, saved runs.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "reports/report.hpp"
#include "runner/commands/command.hpp"
#include "runner/commands/judging.hpp"
#include "scenarios/history.hpp"
#include "tests/support/program.hpp"

namespace squall {
namespace {

namespace fs = std::filesystem;

constexpr const char* short_scenario = R"(
name: short
title: a short one
warm_up: 5s
duration: 30s
pace: {first_token: 100ms, answer_tokens: 40}
rules:
  - {id: cut, during: 0..20s, share: 1/2, fault: silent_truncation}
workload:
  rate: 2/s
  classes: [{name: chat, models: claude-haiku-4-5, deadline: 10s}]
)";

TEST(Program, ListsEveryKindAsTextAndAsJson) {
  for (const std::string what :
       {"faults", "platforms", "stacks", "checks", "formats", "scenarios"}) {
    EXPECT_EQ(run_squall({"list", what}).exit_code, 0) << what;
    EXPECT_TRUE(run_squall({"list", what, "--json"}).out.starts_with("[")) << what;
  }
}

TEST(Program, HasHelpWithAnExampleForEveryCommand) {
  for (const Command* command : command_catalog()) {
    const Ran ran = run_squall({std::string(command->name), "--help"});
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_NE(ran.out.find("Example:"), ran.out.npos) << command->name;
  }
}

TEST(Program, RefusesAWrongScenarioWithFileLineAndTheWayOutAndRunsNothing) {
  const TemporaryFolder folder;
  const std::string file = folder.write("wrong.yaml", "name: wrong\ntitle: t\nduraton: 5min\n");
  const std::string out = folder.path() + "/out";
  const Ran ran = run_squall({"run", file, "--stack", "naive", "--out", out});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.err.find("wrong.yaml:3: duraton: "), ran.err.npos) << ran.err;
  EXPECT_NE(ran.err.find("did you mean \"duration\"?"), ran.err.npos) << ran.err;
  EXPECT_FALSE(fs::exists(out));
}

TEST(Program, RefusesAnUnknownStackOptionAndSpeed) {
  EXPECT_EQ(run_squall({"run", "stall", "--stack", "naiv"}).exit_code, 3);
  EXPECT_EQ(run_squall({"run", "stall", "--stack", "naive", "--speed", "0"}).exit_code, 3);
  EXPECT_EQ(run_squall({"run", "stall", "--stak", "naive"}).exit_code, 3);
  EXPECT_EQ(run_squall({"explain", "no-such-scenario"}).exit_code, 3);
  EXPECT_EQ(run_squall({}).exit_code, 3);
}

TEST(Program, RunsJudgesAndJudgesTheSameAgain) {
  const TemporaryFolder folder;
  const std::string file = folder.write("short.yaml", short_scenario);
  const std::string out = folder.path() + "/out";
  const Ran ran =
      run_squall({"run", file, "--stack", "naive", "resilient", "--speed", "20", "--out", out});
  EXPECT_EQ(ran.exit_code, 1) << ran.out << ran.err;
  for (const std::string stack : {"naive", "resilient"}) {
    const std::string report = folder.read("out/" + stack + "/report.json");
    const Ran again = run_squall({"judge", out + "/" + stack, "--format", "json"});
    EXPECT_EQ(again.out, report);
    EXPECT_EQ(again.exit_code, stack == "naive" ? 1 : 0) << again.out;
  }
  EXPECT_EQ(run_squall({"run", file, "--stack", "naive", "--out", out}).exit_code, 3)
      << "a run must not overwrite another";
}

TEST(Program, LeavesAReadablePrefixWhenItIsKilled) {
  const TemporaryFolder folder;
  const std::string file = folder.write("short.yaml", short_scenario);
  const std::string out = folder.path() + "/out";
  StartedProgram program({"run", file, "--stack", "naive", "--speed", "10", "--out", out});
  const std::string history = out + "/naive/history.jsonl";
  program.wait_until([&] { return fs::exists(history) && fs::file_size(history) > 4096; });
  program.send(SIGKILL);
  EXPECT_EQ(program.wait(), -SIGKILL);
  const History read = read_history(history);
  EXPECT_FALSE(read.complete);
  EXPECT_GT(read.events.size(), 5U);
  EXPECT_EQ(judge_directory(out + "/naive").verdict, Verdict::unknown);
}

TEST(Program, EndsInOrderOnInterrupt) {
  const TemporaryFolder folder;
  const std::string file = folder.write("short.yaml", short_scenario);
  const std::string out = folder.path() + "/out";
  StartedProgram program({"run", file, "--stack", "naive", "--out", out});
  const std::string history = out + "/naive/history.jsonl";
  program.wait_until([&] { return fs::exists(history) && fs::file_size(history) > 2048; });
  program.send(SIGINT);
  EXPECT_NE(program.wait(), 0);
  const History read = read_history(history);
  ASSERT_TRUE(read.complete);
  EXPECT_EQ(std::get<RunEnded>(read.events.back()).why, "interrupted");
}

}  // namespace
}  // namespace squall
