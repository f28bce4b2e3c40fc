// What faults of single events share: finding them by role, choosing some of them, saying them
// again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mockserver/script.hpp"
#include "scenarios/random.hpp"
#include "scenarios/settings.hpp"

namespace squall {

inline constexpr Setting role_setting{
    "role", SettingKind::choice, "delta", "delta|open|ping|shut|usage|terminal",
    "which events: pieces of the answer, beginnings, keep-alives, ends of blocks, usage, the end"};
inline constexpr Setting count_setting{"count", SettingKind::whole, "1", "1..1000",
                                       "how many of them, chosen by dice"};

Role role_of(std::string_view word);

// Whether the reply is a stream of events at all.
bool is_stream(const Script& script);

// Places of all events with this role.
std::vector<std::size_t> events_with(const Script& script, Role role);

// So many of these, in their order; all of them when there are no more.
std::vector<std::size_t> some_of(std::vector<std::size_t> all, std::uint64_t count, Random& random);

// The same bytes once more: they carry nothing of the answer that had not gone out before.
Step said_again(const Step& step);

// The script's last event with this role, or its end.
Script::iterator last_with(Script& script, Role role);

// What an event says: its `data:` lines joined, or all of it if it has none.
std::string data_of(std::string_view event);

}  // namespace squall
