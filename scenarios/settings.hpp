// Named, typed, limited settings: what a fault or a check may be told in a scenario.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/units.hpp"

namespace squall {

enum class SettingKind : std::uint8_t { duration, ratio, whole, size, rate, text, flag, choice };

// One row of a fault's table. Defaults and limits are written as a person would write them in YAML,
// so that the same row serves the parser, the schema, `squall list` and the README. Without limits
// a ratio is at most 1, a duration neither negative nor longer than `longest`, a rate from 1/365d
// to 1/us. A setting that has an effect only beside another one's value says so in `beside`, as
// `resumes: true`; given without it, it is refused.
struct Setting {
  std::string_view key;
  SettingKind kind;
  std::string_view otherwise;  // the default; "" means the setting must be given
  std::string_view limits;     // `least..most`, or `a|b|c` for a choice; "" see below
  std::string_view about;
  std::string_view beside = {};
  // Of texts: what is expected instead of this one, or "" where it will do.
  std::string_view (*wrong)(std::string_view text) = nullptr;
};

// The same row, for a fault in which it has an effect only beside this.
constexpr Setting only_beside(std::string_view beside, Setting setting) {
  setting.beside = beside;
  return setting;
}

// One table out of several, so that kinds can share rows.
template <std::size_t... sizes>
constexpr std::array<Setting, (sizes + ...)> joined_settings(const Setting (&... tables)[sizes]) {
  std::array<Setting, (sizes + ...)> all{};
  std::size_t next = 0;
  const auto append = [&](std::span<const Setting> table) {
    for (const Setting& setting : table) all[next++] = setting;
  };
  (append(tables), ...);
  return all;
}

// A value of one of the kinds. `number` holds nanoseconds, bytes, a whole number or 0/1; `ratio` a
// ratio, or a rate's count over its nanoseconds.
struct SettingValue {
  SettingKind kind = SettingKind::text;
  std::int64_t number = 0;
  Ratio ratio;
  std::string text;
  bool operator==(const SettingValue&) const = default;
};

// Reads a text as a value of the setting's kind and checks its limits.
// Gives "" and fills `value`, or gives what was expected: `a duration from 1ms to 24h`.
std::string read_setting(const Setting& setting, std::string_view text, SettingValue& value);

// What a reader expects of this setting, in words.
std::string expectation(const Setting& setting);

// A choice's words: `clean|abort|reset` gives three.
std::vector<std::string_view> choices(const Setting& setting);

// The settings of one fault in one rule: complete (defaults filled in) and already checked, so
// reading one never fails; asking for a key that the table lacks is a bug and asserts.
class Settings {
 public:
  Settings() = default;
  explicit Settings(std::span<const Setting> table);  // all defaults

  void set(std::string_view key, SettingValue value);

  Duration duration(std::string_view key) const;
  Ratio ratio(std::string_view key) const;
  std::uint64_t whole(std::string_view key) const;
  std::uint64_t size(std::string_view key) const;
  Rate rate(std::string_view key) const;
  bool flag(std::string_view key) const;
  const std::string& text(std::string_view key) const;  // text and choice

  const std::vector<std::pair<std::string, SettingValue>>& entries() const { return entries_; }
  bool operator==(const Settings&) const = default;

 private:
  const SettingValue& at(std::string_view key, SettingKind kind) const;
  std::vector<std::pair<std::string, SettingValue>> entries_;
};

// Whether the setting that `beside` names has this value.
bool stands_beside(const Settings& settings, std::string_view beside);

std::string print(const SettingValue& value);
std::string_view name(SettingKind kind);

// What always acting on a connection leaves to the rules behind.
enum class Leaves : std::uint8_t {
  all,
  requests,  // no other connection fault; but a client may go on and ask
  nothing,   // no request is answered either
};

// What a fault can act on, so that a rule that could never act is refused when it is read.
struct Reach {
  bool streams_only = false;  // finds nothing in an answer that is no stream
  bool tools_only = false;    // finds nothing in an answer without a tool call
  bool connections = false;   // decided when a connection opens, from its port and the time alone
  bool whole_port = false;    // of connections: all of them or none, so shares of 0 and 1 only
  bool tls = false;           // of connections: needs a server that speaks TLS
  bool replaces = false;      // says something else instead: of several only the first acts
  bool foreign_past = false;  // acts only where another platform gave a turn of the conversation
  bool meaning = false;       // edits what a model means, so only where one is asked
  bool load = false;          // decided by what else is going on
  bool sometimes = false;     // acts on some attempts only, by what is in them
  bool says_streams = false;  // what it says instead may be a stream too
  Leaves leaves = Leaves::all;
  std::span<const std::string_view> platforms = {};  // that it can act on; empty for all
};

// Settings that are right one by one and make no sense together: the key to blame and what it
// should have been; "" for nothing to blame.
struct Objection {
  std::string_view key;
  std::string expected;
};

// A word of the scenario language that comes from a catalog: a fault, a check, a platform.
struct Word {
  std::string_view name;
  std::string_view about;
  std::span<const Setting> settings = {};
  Reach reach = {};  // of faults
  Objection (*object)(const Settings&) = nullptr;
  void (*refine)(const Settings&, Reach&) = nullptr;  // what these settings change in the reach
};

// Everything a scenario may name. The catalogs live in upper layers; the program hands their words
// to the parser, so that the bottom layer knows none of them.
struct Vocabulary {
  std::vector<Word> faults;
  std::vector<Word> checks;
  std::vector<Word> platforms;
  std::vector<std::string_view> endpoints = {};  // of all platforms, each once
};

}  // namespace squall
