// How careful a client is, and the built-in clients as one table of it.
#pragma once

#include <span>
#include <string_view>

#include "scenarios/units.hpp"

namespace squall {

// Durations are scenario time. What `resilient` decides where there is no one right answer is said
// at the file that decides it.
struct Care {
  std::string_view name, about;
  unsigned attempts;         // at most, for one turn of one call
  unsigned redirects;        // followed at most within one attempt
  bool retries_any_failure;  // also broken answers, and a 5xx that says not to (retry_rules)
  bool checks_answers;       // believes a 200 only if nothing speaks against it (answer_rules)
  bool follows_events;       // a stream lives by its content and ends with its terminal event,
                             // else it lives by any byte and ends with the response
  bool weighs_waits;         // spreads waits, within its time, else as the official SDKs (backoff)
  bool renews_connections;   // never uses one again after a failure
  bool falls_back;           // goes to the fallback models after the second failure
  bool mends_history;        // takes out thinking that another platform signed, when refused for it
  bool keeps_deadline;       // gives up in time to say so, else takes all the time it wants
  Duration dialling;         // gives a connection up that is not made by then
  Duration silence;          // gives an attempt up after so long without a sign of life
};

std::span<const Care> reference_catalog();
const Care* find_reference(std::string_view name);

}  // namespace squall
