// The built-in stacks: three clients that differ in their care only.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "runner/protocol.hpp"
#include "runner/reference/care.hpp"
#include "runner/reference/conversation.hpp"
#include "runner/reference/http_client.hpp"
#include "runner/reference/patience.hpp"
#include "runner/reference/retry_rules.hpp"
#include "scenarios/clock.hpp"
#include "scenarios/random.hpp"

namespace squall {

// Serves many calls at once over its own connections.
class Reference {
 public:
  using Tell = std::function<void(const Effect&)>;
  // `seed` keys the jitter. `tell` hears of side effects when they happen.
  Reference(const Care& care, Dial dial, Clock& clock, std::uint64_t seed, Tell tell);

  net::awaitable<Outcome> call(CallOrder order);

 private:
  struct Attempt;
  net::awaitable<Attempt> turn(Conversation& conversation, Instant deadline);
  net::awaitable<Attempt> attempt(const Conversation& conversation, Instant deadline, bool fresh);
  net::awaitable<void> exchange(const Conversation& conversation, Patience& patience, bool fresh,
                                Attempt& attempt);
  HttpWishes wishes_for(Patience& patience, Attempt& attempt) const;
  void read(std::string_view bytes, Patience& patience, Attempt& attempt) const;
  Failure failure_of(const Attempt& attempt, const Conversation& conversation) const;
  void act(Conversation& conversation, const Message& message);

  const Care& care_;
  HttpClient http_;
  Clock& clock_;
  std::uint64_t seed_;
  Tell tell_;
  std::set<std::string> charged_;  // orders already paid for
};

}  // namespace squall
