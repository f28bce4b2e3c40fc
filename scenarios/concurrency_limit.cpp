// Counts up and down; a ticket is its job's key.
#include "scenarios/concurrency_limit.hpp"

#include <cassert>

namespace squall {

Decision ConcurrencyLimit::arrive(Instant now, const Job& job) {
  Answers& answers = keys_.at(now, job.key);
  const std::uint64_t most = keys_.limits().at_once;
  if (answers.count >= most)
    return {.entry = Entry::refused, .shortage = Shortage::concurrency, .most = most};
  ++answers.count;
  return {.ticket = job.key};
}

void ConcurrencyLimit::leave(Instant now, Ticket ticket) {
  Answers& answers = keys_.at(now, ticket);
  assert(answers.count > 0);
  --answers.count;
}

}  // namespace squall
