// The built-in stacks. To add one: describe its care here.
#include <algorithm>

#include "runner/reference/reference.hpp"

namespace squall {
namespace {

using namespace std::chrono_literals;

// sdk_like: 2 retries, 0.5 s doubling to 8 s less up to a quarter, 600 s time-out (facts: clients,
// table A). resilient: what the seed documents recommend, taken together.
constexpr Care cares[] = {
    {.name = "naive",
     .about = "one try, believes every 200",
     .attempts = 1,
     .retries_any_failure = false,
     .checks_ending = false,
     .full_jitter = false,
     .falls_back = false,
     .keeps_deadline = false,
     .silence = 600s},
    {.name = "sdk-like",
     .about = "2 retries with the official SDKs' back-off, believes every 200",
     .attempts = 3,
     .retries_any_failure = false,
     .checks_ending = false,
     .full_jitter = false,
     .falls_back = false,
     .keeps_deadline = false,
     .silence = 600s},
    {.name = "resilient",
     .about = "validates the ending, backs off with jitter, falls back to another model",
     .attempts = 6,
     .retries_any_failure = true,
     .checks_ending = true,
     .full_jitter = true,
     .falls_back = true,
     .keeps_deadline = true,
     .silence = 20s}};

}  // namespace

std::span<const Care> reference_catalog() { return cares; }

const Care* find_reference(std::string_view name) {
  const auto at = std::ranges::find(cares, name, &Care::name);
  return at == std::end(cares) ? nullptr : at;
}

}  // namespace squall
