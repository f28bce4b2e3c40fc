// Finds places by what every platform's events have in common: JSON strings, and what a step says
// of itself. The string that carries text is as long as the step's text; arguments are JSON inside
// a string, so their first piece begins with a brace.
#include "mockserver/faults/stream/cut.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "mockserver/faults/stream/events.hpp"

namespace squall {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Bytes of UTF-8 that `\uXXXX` at the front of `escape` stands for; half of a pair counts as two.
std::size_t size_of_unicode(std::string_view escape) {
  unsigned code = 0;
  const std::string_view digits = escape.substr(std::min<std::size_t>(2, escape.size()), 4);
  std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  if (code < 0x80) return 1;
  const bool is_half = code >= 0xD800 && code < 0xE000;
  return code < 0x800 || is_half ? 2 : 3;
}

// The string that begins at `begin`, behind its quote.
JsonString string_at(std::string_view event, std::size_t begin) {
  JsonString found{begin, 0, 0};
  std::size_t at = begin;
  while (at < event.size() && event[at] != '"') {
    const bool escaped = event[at] == '\\' && at + 1 < event.size();
    const bool unicode = escaped && event[at + 1] == 'u';
    found.text += unicode ? size_of_unicode(event.substr(at)) : 1;
    at += unicode ? 6U : escaped ? 2U : 1U;
  }
  found.size = std::min(at, event.size()) - begin;
  return found;
}

std::string_view bytes_of(const Step& step, const JsonString& string) {
  return std::string_view(step.bytes).substr(string.begin, string.size);
}

// As many bytes of the event as end in the middle of the string, on a character's boundary.
std::size_t middle(const Step& step, const JsonString& string) {
  std::size_t half = string.begin + string.size / 2;
  while (half > string.begin && continues_character(step.bytes[half])) --half;
  return half;
}

using Kept = std::optional<std::size_t>;  // bytes of an event that still go out

Kept cut_in_string(const Step& step) {
  Kept kept;
  if (step.text == 0) return kept;
  for (const JsonString& string : value_strings(step.bytes))
    if (string.text == step.text) kept = middle(step, string);
  return kept;
}

// Behind the first byte of the first character that has several.
Kept cut_in_character(const Step& step) {
  for (const JsonString& string : value_strings(step.bytes)) {
    const std::string_view bytes = bytes_of(step, string);
    const auto next = std::ranges::find_if(bytes, continues_character);
    if (next != bytes.end() && next != bytes.begin())
      return string.begin + static_cast<std::size_t>(next - bytes.begin());
  }
  return std::nullopt;
}

// Remembers which of an event's strings the arguments are in, from their first piece to the end of
// their block.
class ArgumentsFinder {
 public:
  Kept operator()(const Step& step) {
    const bool ends_block = step.role == Role::open || step.role == Role::shut || step.text > 0;
    if (ends_block) place_ = none;
    if (step.text > 0 || !is_delta(step)) return std::nullopt;
    const std::vector<JsonString> strings = value_strings(step.bytes);
    for (std::size_t i = 0; i < strings.size() && place_ == none; ++i)
      if (bytes_of(step, strings[i]).starts_with('{')) place_ = i;
    if (place_ >= strings.size() || strings[place_].size == 0) return std::nullopt;
    return middle(step, strings[place_]);
  }

 private:
  static constexpr std::size_t none = std::string::npos;
  std::size_t place_ = none;
};

Script::iterator after_events(Script& script, Role role, Ratio share) {
  const std::vector<std::size_t> places = events_with(script, role);
  if (places.empty()) return script.end();
  const Wide exact = Wide{places.size()} * share.part;
  const auto gone = static_cast<std::size_t>((exact + share.whole - 1) / share.whole);
  const std::size_t here = gone == 0 ? places.front() : places[gone - 1] + 1;
  return script.begin() + static_cast<std::ptrdiff_t>(here);
}

Kept cut_inside(const Step& step, Place place, ArgumentsFinder& arguments) {
  if (place == Place::in_arguments) return arguments(step);
  if (!is_delta(step)) return std::nullopt;
  if (place == Place::in_string) return cut_in_string(step);
  if (place == Place::in_character) return cut_in_character(step);
  return step.bytes.size() / 2;
}

}  // namespace

std::vector<JsonString> value_strings(std::string_view event) {
  std::vector<JsonString> found;
  for (std::size_t at = 0; (at = event.find('"', at)) != event.npos;) {
    const JsonString string = string_at(event, at + 1);
    at = string.begin + string.size + 1;
    const std::size_t next = at < event.size() ? event.find_first_not_of(' ', at) : event.npos;
    if (next == event.npos || event[next] != ':') found.push_back(string);
  }
  return found;
}

Script::iterator Cut::operator()(Script& script) const {
  if (after != Role::delta) return after_events(script, after, at);
  const auto here = after_deltas(script, at);
  if (place == Place::after_event || here == script.end()) return here;
  ArgumentsFinder arguments;
  auto cut = script.end();
  std::size_t left = 0;
  for (auto step = script.begin(); step != script.end(); ++step) {
    const Kept kept = cut_inside(*step, place, arguments);
    if (!kept) continue;
    cut = step;
    left = *kept;
    if (step >= here) break;
  }
  if (cut == script.end()) return cut;
  cut->bytes.resize(left);
  cut->tokens = 0;
  cut->text = 0;
  return std::next(cut);
}

void refine_cut(const Settings& given, Reach& reach) {
  if (given.text("place") == "in_arguments") reach.tools_only = true;
}

Objection object_to_cut(const Settings& given) {
  if (given.text("after") == "delta" || given.text("place") == "after_event") return {};
  return {"place", "after_event, because only deltas are cut inside"};
}

Cut cut_of(const Settings& given) {
  constexpr std::array<std::string_view, 5> names{"after_event", "in_event", "in_string",
                                                  "in_character", "in_arguments"};
  const auto at = std::ranges::find(names, given.text("place"));
  return {given.ratio("at"), static_cast<Place>(at - names.begin()), role_of(given.text("after"))};
}

}  // namespace squall
