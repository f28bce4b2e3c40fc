// One stack in one run over real sockets: its own server, its own driver, its own history.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mockserver/ports.hpp"
#include "runner/drive.hpp"
#include "runner/stack.hpp"
#include "scenarios/real_clock.hpp"

namespace squall {

// What all stacks of one run share.
struct RunPlan {
  Scenario scenario;
  std::string scenario_text;  // copied into every run directory
  std::uint64_t seed = 1;
  Ratio speed{1, 1};
  std::vector<PlannedCall> calls;
};

class LiveRun {
 public:
  // Makes the run directory, listens, and starts the driver. Throws BadInput.
  LiveRun(net::any_io_executor executor, const RunPlan& plan, const Stack& stack,
          const std::string& directory, RealClock& clock);
  ~LiveRun();

  // Waits for the driver's hello. "" or why this stack cannot be driven.
  net::awaitable<std::string> greet();
  // The workload, from the clock's start to its end.
  net::awaitable<void> run();
  void interrupt();
  void flush() { journal_.flush(); }
  // The machine held the run up for so much scenario time.
  void note_held_up(Duration lost);

  const Stack& stack() const { return stack_; }
  const std::string& directory() const { return directory_; }
  bool has_a_port_each() const { return ports_.has_one_each(); }  // for each platform
  Drive::Progress progress() const { return drive_->progress(); }

 private:
  Driver::Launch launch() const;
  void save(const std::string& file, const std::string& text) const;

  net::any_io_executor executor_;
  const RunPlan& plan_;
  const Stack& stack_;
  std::string directory_;
  RealClock& clock_;
  FileJournal journal_;
  Plan answers_;
  Service service_;
  Ports ports_;
  std::unique_ptr<Driver> driver_;
  std::unique_ptr<Drive> drive_;
};

// The environment a stack gets: base URLs and dummy keys for the server at this root, nothing that
// could lead it elsewhere, and the scenario's speed.
std::vector<std::pair<std::string, std::string>> stack_environment(const std::string& root,
                                                                   const Stack& stack,
                                                                   const Scenario& scenario,
                                                                   const RealClock& clock);

}  // namespace squall
