// The built-in stacks. To add one: describe its care here.
#include <algorithm>

#include "runner/reference/care.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

// sdk_like: 2 retries, 0.5 s doubling to 8 s less up to a quarter, 600 s time-out (facts: clients,
// table A). resilient: what the seed documents recommend, taken together.
constexpr Care cares[] = {
    {.name = "naive",
     .about = "one try, believes every 200",
     .attempts = 1,
     .redirects = 0,
     .retries_any_failure = false,
     .checks_answers = false,
     .follows_events = false,
     .weighs_waits = false,
     .renews_connections = false,
     .falls_back = false,
     .mends_history = false,
     .keeps_deadline = false,
     .dialling = 600s,
     .silence = 600s},
    {.name = "sdk-like",
     .about = "2 retries with the official SDKs' back-off, believes every 200",
     .attempts = 3,
     .redirects = 0,
     .retries_any_failure = false,
     .checks_answers = false,
     .follows_events = false,
     .weighs_waits = false,
     .renews_connections = false,
     .falls_back = false,
     .mends_history = false,
     .keeps_deadline = false,
     .dialling = 600s,
     .silence = 600s},
    {.name = "resilient",
     .about = "validates the whole answer, backs off with jitter, falls back to another model",
     .attempts = 6,
     .redirects = 4,
     .retries_any_failure = true,
     .checks_answers = true,
     .follows_events = true,
     .weighs_waits = true,
     .renews_connections = true,
     .falls_back = true,
     .mends_history = true,
     .keeps_deadline = true,
     .dialling = 5s,
     .silence = 20s}};

}  // namespace

std::span<const Care> reference_catalog() { return cares; }

const Care* find_reference(std::string_view name) {
  const auto at = std::ranges::find(cares, name, &Care::name);
  return at == std::end(cares) ? nullptr : at;
}

}  // namespace squall
