// Tells people how far a run is: one line that changes on a terminal, a line now and then in a
// pipe.
#pragma once

#include <string>

#include "runner/drive.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// Writes to standard error, so that results can be piped.
class ProgressLine {
 public:
  ProgressLine(const Scenario& scenario, const Clock& clock);
  void show(const Drive::Progress& calls);
  // Leaves the terminal as it was.
  void finish();

 private:
  const Scenario& scenario_;
  const Clock& clock_;
  bool terminal_;
  int tenth_ = -1;  // last tenth of the run that was told in a pipe
  bool shown_ = false;
};

}  // namespace squall
