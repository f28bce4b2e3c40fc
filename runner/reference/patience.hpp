// How long one attempt may still go on: until it shows no sign of life, or its call runs out of
// time.
#pragma once

#include <algorithm>

#include "scenarios/clock.hpp"

namespace squall {

class Patience {
 public:
  // `deadline` is the end whatever happens; `first` is what it begins with.
  Patience(Clock& clock, Instant deadline, Duration first)
      : clock_(clock), deadline_(deadline), limit_(clock.now() + first) {}

  // A sign of life: from now on there are `more`. It never shortens a wait that is under way.
  void renew(Duration more) { limit_ = std::max(limit_, clock_.now() + more); }

  // Returns when the patience has run out.
  net::awaitable<void> run_out() const;

 private:
  Clock& clock_;
  Instant deadline_, limit_;
};

}  // namespace squall
