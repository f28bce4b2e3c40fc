// Drives a misbehaving driver through a small workload, with real pipes and a fast clock.
#pragma once

#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "runner/drive.hpp"
#include "runner/workload.hpp"
#include "scenarios/real_clock.hpp"
#include "scenarios/rethrow.hpp"
#include "tests/support/temporary_folder.hpp"

namespace squall {

// How a driver was driven. Scenario time runs 1000 times faster than real time.
struct Workbench {
  std::size_t calls = 3;  // all due at once
  // Drivers that answer have all the time they need; the run ends when they have answered.
  Duration deadline = std::chrono::hours(10);
  std::uint64_t concurrency = 8;
  std::string padding;                         // makes prompts longer
  std::chrono::milliseconds patience{20'000};  // for the hello
  std::chrono::milliseconds farewell{20'000};
};

struct Driven {
  std::string greeting;
  History history;
  std::string log;  // last lines of its stderr
  Drive::Progress progress;

  // `kind: message` of each trouble, in order.
  std::vector<std::string> troubles() const {
    std::vector<std::string> all;
    for (const Event& event : history.events)
      if (const auto* trouble = std::get_if<StackTrouble>(&event))
        all.push_back(trouble->kind + ": " + trouble->message);
    return all;
  }
  // `call outcome`, sorted, because drivers may answer in any order.
  std::vector<std::string> ended() const {
    std::vector<std::string> all;
    for (const Event& event : history.events)
      if (const auto* end = std::get_if<CallEnded>(&event))
        all.push_back(end->call + " " + end->outcome);
    std::ranges::sort(all);
    return all;
  }
  template <class E>
  std::size_t count() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        history.events, [](const Event& event) { return std::holds_alternative<E>(event); }));
  }
  bool has_its_last_line() const {
    return !history.events.empty() && std::holds_alternative<RunEnded>(history.events.back());
  }
  // What a driver says its process, or that of a child, is.
  std::string told_pid() const {
    for (const Event& event : history.events)
      if (const auto* ready = std::get_if<StackReady>(&event))
        if (!ready->versions.empty()) return ready->versions.front().second;
    return "";
  }
};

// Gone, or dead and only not yet reaped by the machine's first process.
inline bool is_gone(const std::string& pid) {
  std::ifstream file("/proc/" + pid + "/stat");
  std::string number, name, state;
  file >> number >> name >> state;
  return !file || state == "Z" || state == "X";
}

inline bool has_no_children() { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

inline net::awaitable<void> greet_and_run(Drive& drive, RealClock& clock,
                                          std::chrono::milliseconds patience,
                                          std::string& greeting) {
  greeting = co_await drive.greet(patience);
  if (!greeting.empty()) co_return;
  clock.begin();
  co_await drive.run();
}

inline Driven drive_through(const std::string& mode, const Workbench& bench = {}) {
  ::signal(SIGPIPE, SIG_IGN);  // as the program does
  Scenario scenario;
  scenario.duration = std::chrono::seconds(1);
  CallClass call_class;
  call_class.models = {"claude-opus-4-8"};
  call_class.deadline = bench.deadline;
  scenario.workload.classes = {call_class};
  std::vector<PlannedCall> calls;
  for (std::size_t i = 0; i < bench.calls; ++i) {
    PlannedCall call;
    call.ordinal = i;
    call.call = std::to_string(i);
    call.model = call_class.models.front();
    call.prompt = "Report." + bench.padding;
    calls.push_back(std::move(call));
  }
  const TemporaryFolder folder;
  const Driver::Launch launch{
      .argv = {"bash", std::string(SQUALL_SOURCE_DIR) + "/tests/runner/drivers/misbehaving.sh",
               mode},
      .environment = {{"PATH", std::getenv("PATH")}, {"LC_ALL", "C"}},
      .folder = "",
      .log_file = folder.file("stack.log")};
  Driven driven;
  MemoryJournal journal;
  {
    net::io_context context{1};
    RealClock clock(context.get_executor(), Ratio{1000, 1}, Instant{0});
    auto driver = std::make_unique<Driver>(context.get_executor(), launch);
    Drive drive(context.get_executor(), scenario, calls, *driver, clock, journal, bench.concurrency,
                bench.farewell);
    net::co_spawn(context, drive.listen(), &rethrow);
    bool over = false;
    net::co_spawn(context, greet_and_run(drive, clock, bench.patience, driven.greeting),
                  [&over](std::exception_ptr exception) {
                    rethrow(exception);
                    over = true;
                  });
    while (!over && context.run_one() > 0) {
    }
    driven.progress = drive.progress();
    driver.reset();
  }
  driven.history = std::move(journal.history);
  driven.log = last_lines(launch.log_file, 5);
  return driven;
}

}  // namespace squall
