// Asks all three buckets, then takes from all or from none.
#include "scenarios/rate_limits.hpp"

namespace squall {
namespace {

// A client that hammers must not shut its key for ever.
constexpr Duration most_punishment = std::chrono::hours(24);

// Whole tokens that come in `lasting`.
std::uint64_t gained(const Rate& rate, Duration lasting) {
  return scaled(rate.count, {static_cast<std::uint64_t>(lasting.count()),
                             static_cast<std::uint64_t>(rate.per.count())});
}
std::uint64_t a_minute(const Rate& rate) { return gained(rate, std::chrono::minutes(1)); }

TokenBucket bucket(const Rate& rate, Duration burst) { return {rate, gained(rate, burst)}; }

LimitState state_of(TokenBucket& bucket, const Rate& rate, Instant now) {
  return {a_minute(rate), bucket.left(now), bucket.full_in(now)};
}

}  // namespace

RateLimits::Buckets::Buckets(const RateLimitSettings& settings)
    : requests(bucket(settings.requests, settings.burst)),
      input(bucket(settings.input_tokens, settings.burst)),
      output(bucket(settings.output_tokens, settings.burst)) {}

bool RateLimits::Buckets::is_fresh(Instant now) {
  return advised <= now && requests.full_in(now) == Duration{0} &&
         input.full_in(now) == Duration{0} && output.full_in(now) == Duration{0};
}

Decision RateLimits::arrive(Instant now, const Job& job) {
  Buckets& buckets = keys_.at(now, job.key);
  const RateLimitSettings& limits = keys_.limits();
  struct Need {
    TokenBucket& bucket;
    const Rate& rate;
    std::uint64_t tokens;
    Shortage shortage;
  };
  const Need needs[] = {
      {buckets.requests, limits.requests, 1, Shortage::requests},
      {buckets.input, limits.input_tokens, job.input_tokens, Shortage::input_tokens},
      {buckets.output, limits.output_tokens, job.output_tokens, Shortage::output_tokens}};
  // The longest wait counts, and its limit is the one that is named.
  const Need* scarce = &needs[0];
  Duration wait{0};
  for (const Need& need : needs) {
    const Duration until = need.bucket.wait(now, need.tokens);
    if (until > wait) wait = until, scarce = &need;
  }
  if (limits.punish > Duration{0} && now < buckets.advised)
    wait = std::max(wait, std::min(buckets.advised + limits.punish - now, most_punishment));
  if (wait == Duration{0}) {
    for (const Need& need : needs) need.bucket.take(now, need.tokens);
    return {};
  }
  buckets.advised = now + wait;
  return {.entry = Entry::refused,
          .shortage = scarce->shortage,
          .most = a_minute(scarce->rate),
          .wait = wait};
}

bool RateLimits::tell(Instant now, std::uint64_t key, LimitStates& states) {
  Buckets& buckets = keys_.at(now, key);
  const RateLimitSettings& limits = keys_.limits();
  states = {state_of(buckets.requests, limits.requests, now),
            state_of(buckets.input, limits.input_tokens, now),
            state_of(buckets.output, limits.output_tokens, now)};
  return true;
}

}  // namespace squall
