// What probes ask for, and the one place that says it in a platform's own words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mockserver/request.hpp"
#include "scenarios/scenario.hpp"

namespace squall {

// One kind of request, as a client of the scenario's workload could make it.
struct Asking {
  std::string platform, endpoint, model;
  bool stream = true, tools = false;
  std::uint64_t max_tokens = 1024;
  std::string began_on = {};  // who gave an earlier turn; "" for no such turn
  std::vector<std::pair<std::string, std::string>> headers;  // instead of or besides the usual ones
  bool operator==(const Asking&) const = default;
};

// What the workload's calls ask for: every model and fallback of every class.
std::vector<Asking> usual_askings(const Scenario& scenario);

// What the rule is about. The workload's own requests where some match; else the same in the form
// that `where` wants; else for models named after its globs. Empty when nothing could ever match.
std::vector<Asking> askings_for(const Scenario& scenario, const Match& where);

// `call` goes into the prompt as its tag. Each call has an API key of its own.
Request request_for(const Asking& asking, std::string_view call);

// The request on the wire.
std::string bytes_of(const Request& request);

}  // namespace squall
