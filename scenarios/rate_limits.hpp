// Limits on requests, input tokens and output tokens per minute: 429 with the true wait.
#pragma once

#include "scenarios/by_key.hpp"
#include "scenarios/load_model.hpp"
#include "scenarios/token_bucket.hpp"

namespace squall {

struct RateLimitSettings {
  Rate requests, input_tokens, output_tokens;
  Duration burst = std::chrono::minutes(1);  // how much of each rate a full bucket holds
  Duration punish{};  // what each attempt before the advised moment adds to the wait
  Scope scope = Scope::key;
};

// Three token buckets with continuous refill. A job is admitted when all three hold what it needs;
// what it needs is taken then, output included, because the mock knows beforehand how long its
// answer is. A job that needs more than a whole bucket is admitted by a full one.
//
// A refused job is told when it would be admitted. With `punish`, any attempt with the same key
// before that moment is refused and moves it, whatever the buckets hold.
class RateLimits : public LoadModel {
 public:
  explicit RateLimits(const RateLimitSettings& settings) : keys_(settings, settings.scope) {}

  Decision arrive(Instant now, const Job& job) override;
  void leave(Instant, Ticket) override {}
  void cancel(Instant, Ticket) override {}
  bool tell(Instant now, std::uint64_t key, LimitStates& states) override;

 private:
  struct Buckets {
    explicit Buckets(const RateLimitSettings& settings);
    bool is_fresh(Instant now);
    TokenBucket requests, input, output;
    Instant advised = -longest;  // the moment last told to a refused job
  };
  ByKey<Buckets, RateLimitSettings> keys_;
};

}  // namespace squall
