// A limit on how fast the rate may grow: steep ramps get 429, steady traffic of any height does
// not.
#pragma once

#include "scenarios/by_key.hpp"
#include "scenarios/load_model.hpp"

namespace squall {

struct AccelerationSettings {
  Ratio factor{2, 1};                         // growth from one window to the next
  Duration window = std::chrono::minutes(1);  // positive
  std::uint64_t least = 10;                   // admitted in every window, whatever came before
  Scope scope = Scope::key;
};

// Scenario time is cut into windows. In each, as many jobs are admitted as `factor` times those
// admitted in the window before, but never fewer than `least`. The rest is told to wait for the
// next window that would have room.
class AccelerationLimit : public LoadModel {
 public:
  explicit AccelerationLimit(const AccelerationSettings& settings)
      : keys_(settings, settings.scope) {}

  Decision arrive(Instant now, const Job& job) override;
  void leave(Instant, Ticket) override {}
  void cancel(Instant, Ticket) override {}

 private:
  struct Traffic {
    explicit Traffic(const AccelerationSettings& settings) : window(settings.window) {}
    bool is_fresh(Instant now) const;
    Duration window;
    std::int64_t number = -longest.count();  // of the window that `admitted` counts
    std::uint64_t admitted = 0, before = 0;
  };
  ByKey<Traffic, AccelerationSettings> keys_;
};

}  // namespace squall
