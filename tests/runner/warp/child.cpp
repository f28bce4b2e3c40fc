// Starting programs and reading what they print.

#include "tests/runner/warp/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "runner/warp/warp.hpp"

namespace squall {
namespace {

using RealClock = std::chrono::steady_clock;

std::chrono::nanoseconds read(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

std::vector<std::string> environment_with(const Environment& added) {
  std::vector<std::string> entries;
  for (const auto& [name, value] : added) entries.push_back(name + "=" + value);
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) entries.push_back(text);
  }
  return entries;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Reads both pipes until the program has closed them; false if `deadline` comes first.
bool read_all(std::array<int, 2> ends, std::array<std::string*, 2> texts,
              RealClock::time_point deadline) {
  std::array<pollfd, 2> open{pollfd{ends[0], POLLIN, 0}, pollfd{ends[1], POLLIN, 0}};
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - RealClock::now());
    if (left.count() <= 0) return false;
    poll(open.data(), open.size(), static_cast<int>(left.count()));
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].fd < 0 || open[i].revents == 0) continue;
      std::array<char, 4096> block;
      const ssize_t size = ::read(open[i].fd, block.data(), block.size());
      if (size > 0) texts[i]->append(block.data(), static_cast<std::size_t>(size));
      if (size <= 0) open[i].fd = -1;
    }
  }
  return true;
}

/// Starts the program with its output and errors on the two pipes.
pid_t spawn(std::vector<std::string> command, std::vector<std::string> environment,
            const std::array<int, 2>& output, const std::array<int, 2>& errors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
  pid_t child = -1;
  const int error = posix_spawnp(&child, command.front().c_str(), &actions, nullptr,
                                 pointers(command).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + command.front());
  return child;
}

}  // namespace

Environment warped(const std::string& speed, bool is_first) {
  const WarpEnvironment warp{parse_speed(speed.c_str()), read(CLOCK_MONOTONIC),
                             read(CLOCK_REALTIME), SQUALL_WARP_LIBRARY};
  Environment added = warp.variables();
  if (is_first) {
    added.erase(monotonic_epoch_variable);
    added.erase(realtime_epoch_variable);
  }
  return added;
}

Ended run(const std::vector<std::string>& command, const Environment& added,
          std::chrono::seconds limit) {
  std::array<int, 2> output;
  std::array<int, 2> errors;
  if (pipe2(output.data(), O_CLOEXEC) != 0 || pipe2(errors.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("cannot make a pipe");
  }
  Ended ended;
  const auto begun = RealClock::now();
  const pid_t child = spawn(command, environment_with(added), output, errors);
  close(output[1]);
  close(errors[1]);
  if (!read_all({output[0], errors[0]}, {&ended.output, &ended.errors}, begun + limit)) {
    kill(child, SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ended.lasted = RealClock::now() - begun;
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  close(output[0]);
  close(errors[0]);
  return ended;
}

std::future<Ended> start(std::vector<std::string> command, Environment added) {
  return std::async(std::launch::async, [command = std::move(command), added = std::move(added)] {
    return run(command, added);
  });
}

bool is_installed(const std::string& program) {
  return why_not_warped(program) != "it is not on the search path";
}

}  // namespace squall
