// Events by role.
#include "mockserver/faults/stream/events.hpp"

#include <algorithm>
#include <cassert>

namespace squall {
namespace {

bool has_role(const Step& step, Role role) {
  return step.kind == StepKind::send && step.role == role;
}

}  // namespace

Role role_of(std::string_view word) {
  for (const Role role : {Role::open, Role::ping, Role::shut, Role::usage, Role::terminal})
    if (name(role) == word) return role;
  assert(word == "delta");
  return Role::delta;
}

bool is_stream(const Script& script) {
  return std::ranges::any_of(script, [](const Step& step) {
    return has_role(step, Role::open) || has_role(step, Role::delta) ||
           has_role(step, Role::terminal);
  });
}

std::vector<std::size_t> events_with(const Script& script, Role role) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < script.size(); ++i)
    if (has_role(script[i], role)) found.push_back(i);
  return found;
}

std::vector<std::size_t> some_of(std::vector<std::size_t> all, std::uint64_t count,
                                 Random& random) {
  if (count < all.size()) {
    const auto wanted = static_cast<std::size_t>(count);
    for (std::size_t i = 0; i < wanted; ++i)
      std::swap(all[i], all[i + static_cast<std::size_t>(random.below(all.size() - i))]);
    all.resize(wanted);
    std::ranges::sort(all);
  }
  return all;
}

Step said_again(const Step& step) {
  Step again = step;
  again.tokens = 0;
  again.text = 0;
  return again;
}

Script::iterator last_with(Script& script, Role role) {
  const auto last = std::find_if(script.rbegin(), script.rend(),
                                 [role](const Step& step) { return has_role(step, role); });
  return last == script.rend() ? script.end() : std::prev(last.base());
}

std::string data_of(std::string_view event) {
  std::string data;
  for (std::string_view rest = event; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.starts_with("data: ")) data += line.substr(6);
  }
  return data.empty() ? std::string(event) : data;
}

}  // namespace squall
