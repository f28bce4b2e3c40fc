// The built-in stacks: three clients that differ in their care only.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runner/protocol.hpp"
#include "runner/reference/http_client.hpp"
#include "runner/reference/message.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/random.hpp"

namespace squall {

// How careful a client is. Durations are scenario time.
struct Care {
  std::string_view name, about;
  unsigned attempts;         // at most, for one turn of one call
  bool retries_any_failure;  // also broken streams, not only statuses and lost connections
  bool checks_ending;        // an answer without its end is not an answer
  bool full_jitter;          // back-off uniform in 0..cap, else the official SDKs' rule
  bool falls_back;           // goes to the fallback models after the second failure
  bool keeps_deadline;       // gives up in time to say so, else takes all the time it wants
  Duration silence;          // gives an attempt up after this much silence
};

std::span<const Care> reference_catalog();
const Care* find_reference(std::string_view name);

// Serves many calls at once over its own connections.
class Reference {
 public:
  using Tell = std::function<void(const Effect&)>;
  // `seed` keys the jitter. `tell` hears of side effects when they happen.
  Reference(const Care& care, Dial dial, Clock& clock, std::uint64_t seed, Tell tell);

  net::awaitable<Outcome> call(CallOrder order);

 private:
  struct Attempt;
  struct Conversation;
  net::awaitable<Attempt> attempt(const Conversation& conversation, Instant give_up_at);
  net::awaitable<void> exchange(const Conversation& conversation, Instant& silent_at,
                                Attempt& attempt);
  net::awaitable<void> until_silent(const Instant& silent_at, Instant give_up_at);
  net::awaitable<Attempt> turn(Conversation& conversation, Instant deadline);
  bool is_good(const Attempt& attempt) const;
  bool may_retry(const Attempt& attempt) const;
  Duration back_off(const Attempt& attempt, unsigned tried, Random& random) const;
  void act(Conversation& conversation, const Message& message);
  Outcome outcome_of(const Conversation& conversation, const Attempt& attempt) const;

  const Care& care_;
  HttpClient http_;
  Clock& clock_;
  std::uint64_t seed_;
  Tell tell_;
  std::set<std::string> charged_;  // orders already paid for
};

}  // namespace squall
