// Where a stream breaks off: between two events, or inside one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "mockserver/fault.hpp"
#include "mockserver/script.hpp"
#include "scenarios/settings.hpp"

namespace squall {

enum class Place : std::uint8_t { after_event, in_event, in_string, in_character, in_arguments };

inline constexpr Setting place_setting{
    "place", SettingKind::choice, "after_event",
    "after_event|in_event|in_string|in_character|in_arguments",
    "between two events, at the half of one, inside the string that carries text, inside a "
    "character of several bytes, inside a tool's arguments"};

inline constexpr Setting after_setting{
    "after", SettingKind::choice, "delta", "delta|open|shut|usage",
    "whose events `at` counts: pieces of the answer, beginnings (of the message, then of each "
    "block), ends of blocks, usage"};

constexpr Setting at_setting(std::string_view otherwise, std::string_view about) {
  return {"at", SettingKind::ratio, otherwise, "0..1", about};
}

// A cut after `at` of the deltas, or of the events with another role, rounded up. Places inside an
// event are those of the next delta that has such a place, or else of the last one before.
struct Cut {
  Ratio at;
  Place place = Place::after_event;
  Role after = Role::delta;

  // Shortens the event that is cut, which then carries no whole token and no text any more, and
  // gives the step from which on nothing goes out. The end of the script, which is left alone, when
  // there is no such place.
  Script::iterator operator()(Script& script) const;
};

// The whole edit of faults that only differ in how the connection ends there.
struct EndAtCut {
  Cut cut;
  StepKind how;

  bool operator()(Reply& reply, const FaultContext&, Random&) const {
    const auto here = cut(reply.script);
    if (here == reply.script.end()) return false;
    end_at(reply.script, here, how);
    return true;
  }
};

// Of settings `at`, `place` and `after`.
Cut cut_of(const Settings& given);

// Only deltas are cut inside.
Objection object_to_cut(const Settings& given);

// Arguments to cut need a tool that is called.
void refine_cut(const Settings& given, Reach& reach);

// A string of an event's JSON that is a value and no key: where its bytes stand, without the
// quotes, and how long its text is once escapes are resolved.
struct JsonString {
  std::size_t begin = 0, size = 0, text = 0;
  bool operator==(const JsonString&) const = default;
};
std::vector<JsonString> value_strings(std::string_view event);

}  // namespace squall
