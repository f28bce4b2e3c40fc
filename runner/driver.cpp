// Starts, feeds, hears and ends one child process.
#include "runner/driver.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <cstring>
#include <fstream>

#include "scenarios/bad_input.hpp"
#include "scenarios/rethrow.hpp"

namespace squall {
namespace {

constexpr auto as_result = net::as_tuple(net::use_awaitable);
constexpr std::size_t longest_line = 16 * 1024 * 1024;

struct Pipe {
  int read_end = -1, write_end = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw BadInput("no more pipes: too many open files?");
    read_end = ends[0];
    write_end = ends[1];
  }
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment_of(const Driver::Launch& launch) {
  std::vector<std::string> texts;
  for (const auto& [name, value] : launch.environment) texts.push_back(name + "=" + value);
  return texts;
}

// What the child does between fork and exec.
class SpawnPlan {
 public:
  SpawnPlan(const Driver::Launch& launch, const Pipe& in, const Pipe& out) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, in.read_end, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, out.write_end, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, launch.log_file.c_str(),
                                     O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (!launch.folder.empty())
      posix_spawn_file_actions_addchdir_np(&actions_, launch.folder.c_str());
    posix_spawnattr_init(&attributes_);
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  int spawn(pid_t& pid, std::vector<std::string> argv, std::vector<std::string> environment) {
    return ::posix_spawnp(&pid, argv[0].c_str(), &actions_, &attributes_, pointers(argv).data(),
                          pointers(environment).data());
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

}  // namespace

Driver::Driver(net::any_io_executor executor, const Launch& launch)
    : executor_(std::move(executor)), input_(executor_), output_(executor_) {
  start(launch);
}

void Driver::start(const Launch& launch) {
  const Pipe in, out;
  SpawnPlan plan(launch, in, out);
  const int failed = plan.spawn(pid_, launch.argv, environment_of(launch));
  ::close(in.read_end);
  ::close(out.write_end);
  input_.assign(in.write_end);
  output_.assign(out.read_end);
  if (failed == 0) return;
  pid_ = -1;
  throw BadInput("cannot start " + launch.argv.front() + ": " + std::strerror(failed));
}

Driver::~Driver() {
  kill();
  if (pid_ > 0) ::waitpid(pid_, &status_, 0);
}

net::awaitable<std::optional<std::string>> Driver::read_line() {
  auto buffer = net::dynamic_buffer(received_, longest_line);
  const auto [ec, length] = co_await net::async_read_until(output_, buffer, '\n', as_result);
  if (ec && received_.size() < longest_line) co_return std::nullopt;
  const std::size_t end = ec ? received_.size() : length;
  std::string line = received_.substr(0, end);
  received_.erase(0, end);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  co_return line;
}

void Driver::write_line(std::string line) {
  queue_.push_back(std::move(line));
  if (writing_ || !input_.is_open()) return;
  writing_ = true;
  net::co_spawn(executor_, write_queue(), &rethrow);
}

net::awaitable<void> Driver::write_queue() {
  while (!queue_.empty()) {
    const std::string line = std::move(queue_.front());
    queue_.pop_front();
    const auto bytes = net::buffer(line);
    const auto [ec, n] = co_await net::async_write(input_, bytes, as_result);
    static_cast<void>(n);
    if (ec) queue_.clear();  // it died, which its stdout tells too
  }
  writing_ = false;
  if (closing_) close_input();
}

void Driver::close_input() {
  closing_ = true;
  boost::system::error_code ec;
  if (!writing_) input_.close(ec);
}

// What the driver started ends with it. The group is ended before its leader is reaped, because
// until then no other process can get the number.
bool Driver::has_ended() {
  siginfo_t info{};
  if (pid_ > 0 &&
      ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
      info.si_pid == pid_) {
    kill();
    ::waitpid(pid_, &status_, 0);
    pid_ = -1;
  }
  return pid_ <= 0;
}

void Driver::kill() {
  if (pid_ > 0) ::kill(-pid_, SIGKILL);
}

net::awaitable<std::string> Driver::wait_for_end(std::chrono::milliseconds limit) {
  constexpr auto step = std::chrono::milliseconds(10);
  bool killed = false;
  net::steady_timer timer(executor_);
  while (!has_ended()) {
    if (limit <= step && !killed) {
      kill();
      killed = true;
    }
    limit -= step;
    timer.expires_after(step);
    const auto [ec] = co_await timer.async_wait(as_result);
    static_cast<void>(ec);
  }
  if (killed) co_return "killed";
  co_return WIFEXITED(status_) ? "exit " + std::to_string(WEXITSTATUS(status_))
                               : "signal " + std::to_string(WTERMSIG(status_));
}

std::string last_lines(const std::string& file, std::size_t lines) {
  std::ifstream in(file);
  std::deque<std::string> last;
  for (std::string line; std::getline(in, line);) {
    last.push_back(line.substr(0, 300));
    if (last.size() > lines) last.pop_front();
  }
  std::string text;
  for (const std::string& line : last) text += (text.empty() ? "" : "\n") + line;
  return text;
}

}  // namespace squall
