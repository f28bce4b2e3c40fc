// Every fault a scenario can name. To add one: write its file, then list it here.
#include <algorithm>
#include <array>

#include "mockserver/fault.hpp"

namespace squall {

extern const FaultKind connection_reset, error_status, latency, mid_event_cut, overloaded,
    silent_truncation, slow_first_token, stall;

std::span<const FaultKind* const> fault_catalog() {
  static constexpr const FaultKind* kinds[] = {
      &overloaded, &error_status,      &latency,       &slow_first_token,
      &stall,      &silent_truncation, &mid_event_cut, &connection_reset};
  return kinds;
}

const FaultKind* find_fault(std::string_view name) {
  const auto kinds = fault_catalog();
  const auto at =
      std::ranges::find(kinds, name, [](const FaultKind* kind) { return kind->word.name; });
  return at == kinds.end() ? nullptr : *at;
}

std::string_view name(Layer layer) {
  constexpr std::array<std::string_view, 3> names{"answer", "content", "wire"};
  return names[static_cast<std::size_t>(layer)];
}

}  // namespace squall
