// Drives one stack through a scenario's workload and records what it says.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runner/driver.hpp"
#include "runner/protocol.hpp"
#include "runner/workload.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/history.hpp"

namespace squall {

class Drive {
 public:
  // How long a driver may take to leave after goodbye, and its last lines to arrive; real time.
  static constexpr std::chrono::milliseconds usual_farewell = std::chrono::seconds(3);

  // All of these must outlive the drive. `concurrency`: calls that may be open at once; more wait
  // for a place, and their wait counts. A call that has none by its deadline is not sent.
  Drive(net::any_io_executor executor, const Scenario& scenario,
        const std::vector<PlannedCall>& calls, Driver& driver, Clock& clock, Journal& journal,
        std::uint64_t concurrency, std::chrono::milliseconds farewell = usual_farewell);

  // Reads the driver's lines until it ends. Run beside the two below.
  net::awaitable<void> listen();

  // Waits for the driver's hello, for no longer than this real time. "" or what went wrong.
  net::awaitable<std::string> greet(std::chrono::milliseconds limit);

  // Sends every call when it is due, waits for the last ones up to their deadlines and a grace, and
  // says goodbye. Never throws for what a driver does: that stands in the history, whose last line
  // it writes.
  net::awaitable<void> run();

  // Ends `run` early.
  void interrupt();

  struct Progress {
    std::size_t planned = 0, begun = 0, ended = 0;
  };
  Progress progress() const { return {calls_.size(), begun_, ended_}; }

 private:
  net::awaitable<void> begin_call(const PlannedCall& planned);
  net::awaitable<void> say_goodbye();
  void record_call(const PlannedCall& planned, const CallClass& call_class);
  void hear(const std::string& line);
  void hear(const Hello& hello);
  void hear(const Outcome& outcome);
  void hear(const Effect& effect);
  void hear(const Goodbye& goodbye);
  void trouble(std::string kind, std::string message);
  void nonsense(std::string message);

  net::any_io_executor executor_;
  const Scenario& scenario_;
  const std::vector<PlannedCall>& calls_;
  Driver& driver_;
  Clock& clock_;
  Journal& journal_;
  std::uint64_t concurrency_;
  std::chrono::milliseconds farewell_;
  std::unique_ptr<Alarm> alarm_;      // of `run`: woken when something ended
  net::steady_timer waiting_;         // for the hello, later for the end: cancelled when it comes
  std::map<std::string, bool> open_;  // calls sent and not ended; true: queued
  std::size_t begun_ = 0, ended_ = 0, nonsense_ = 0;
  bool greeted_ = false;    // the hello came, whatever it said
  bool gone_ = false;       // the driver's output has ended
  bool heard_all_ = false;  // and all that is to be recorded about that is
  bool crashed_ = false;    // and it ended before the run did
  bool leaving_ = false;    // goodbye was said
  bool over_ = false;       // the history has its last line
  bool crowded_ = false;    // a call found no place
  bool interrupted_ = false;
  std::string refusal_;  // why the hello was not accepted
};

}  // namespace squall
