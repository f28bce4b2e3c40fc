// A limit on how many answers may be under way at once.
#pragma once

#include "scenarios/by_key.hpp"
#include "scenarios/load_model.hpp"

namespace squall {

struct ConcurrencySettings {
  std::uint64_t at_once = 4;
  Scope scope = Scope::key;
};

// An answer counts from its admission until it is over or its client has gone. There is no telling
// when that will be, so a refused job is told no wait.
class ConcurrencyLimit : public LoadModel {
 public:
  explicit ConcurrencyLimit(const ConcurrencySettings& settings)
      : keys_(settings, settings.scope) {}

  Decision arrive(Instant now, const Job& job) override;
  void leave(Instant now, Ticket ticket) override;
  void cancel(Instant now, Ticket ticket) override { leave(now, ticket); }

 private:
  struct Answers {
    explicit Answers(const ConcurrencySettings&) {}
    bool is_fresh(Instant) const { return count == 0; }
    std::uint64_t count = 0;
  };
  ByKey<Answers, ConcurrencySettings> keys_;
};

}  // namespace squall
