// Runs the squall program as a child.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/temporary_folder.hpp"

extern char** environ;

namespace squall {

// A child that is ended when the test is over, if it still lives. Its output goes to files.
class StartedProgram {
 public:
  explicit StartedProgram(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), SQUALL_PROGRAM);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const std::string out = folder_.path() + "/out", err = folder_.path() + "/err";
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
    const int failed =
        ::posix_spawn(&pid_, SQUALL_PROGRAM, &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    EXPECT_EQ(failed, 0) << SQUALL_PROGRAM << " cannot be started";
  }
  ~StartedProgram() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }
  StartedProgram(const StartedProgram&) = delete;
  StartedProgram& operator=(const StartedProgram&) = delete;

  void send(int signal) const { ::kill(pid_, signal); }

  // Looks again and again until it is so; the test's own time limit bounds it.
  void wait_until(const std::function<bool()>& is_so) const {
    while (pid_ > 0 && !testing::Test::HasFailure() && !is_so()) ::poll(nullptr, 0, 5);
  }

  // Its exit code, or minus the signal that ended it.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  std::string out() const { return folder_.read("out"); }
  std::string err() const { return folder_.read("err"); }

 private:
  TemporaryFolder folder_;
  pid_t pid_ = -1;
};

struct Ran {
  int exit_code;
  std::string out, err;
};

inline Ran run_squall(std::vector<std::string> arguments) {
  StartedProgram program(std::move(arguments));
  const int exit_code = program.wait();
  return {exit_code, program.out(), program.err()};
}

}  // namespace squall
