// Every group of faults, and every fault a scenario can name.
#include <algorithm>
#include <array>
#include <vector>

#include "mockserver/fault.hpp"

namespace squall {

extern const FaultGroup connection_faults, head_faults, status_faults, content_faults,
    stream_faults, load_faults, state_faults;

std::span<const FaultGroup* const> fault_groups() {
  static constexpr const FaultGroup* groups[] = {&connection_faults, &head_faults,   &status_faults,
                                                 &content_faults,    &stream_faults, &load_faults,
                                                 &state_faults};
  return groups;
}

std::span<const FaultKind* const> fault_catalog() {
  static const std::vector<const FaultKind*> all = [] {
    std::vector<const FaultKind*> kinds;
    for (const FaultGroup* group : fault_groups())
      kinds.insert(kinds.end(), group->kinds.begin(), group->kinds.end());
    return kinds;
  }();
  return all;
}

const FaultKind* find_fault(std::string_view name) {
  const auto kinds = fault_catalog();
  const auto at =
      std::ranges::find(kinds, name, [](const FaultKind* kind) { return kind->word.name; });
  return at == kinds.end() ? nullptr : *at;
}

std::string_view name(Layer layer) {
  constexpr std::array<std::string_view, 6> names{"connection", "load",    "meaning",
                                                  "answer",     "content", "wire"};
  return names[static_cast<std::size_t>(layer)];
}

}  // namespace squall
