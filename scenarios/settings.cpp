// Reads settings against their table row and gives them back typed.
#include "scenarios/settings.hpp"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <optional>

#include "scenarios/text.hpp"

namespace squall {
namespace {

struct Limits {
  std::string_view least, most;
};

Limits limits_of(const Setting& setting) {
  const std::size_t dots = setting.limits.find("..");
  if (dots == std::string_view::npos) return {};
  return {setting.limits.substr(0, dots), setting.limits.substr(dots + 2)};
}

std::optional<std::int64_t> read_number(SettingKind kind, std::string_view text) {
  if (kind == SettingKind::duration) {
    const auto duration = parse_duration(text);
    return duration ? std::optional(duration->count()) : std::nullopt;
  }
  const auto value = kind == SettingKind::size ? parse_size(text) : parse_whole(text);
  if (!value || *value > 0x7fffffffffffffffULL) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

bool is_numeric(SettingKind kind) {
  return kind == SettingKind::duration || kind == SettingKind::whole || kind == SettingKind::size;
}

// A duration without limits of its own is from 0 to the longest a scenario may speak of.
bool read_numeric(const Setting& setting, std::string_view text, SettingValue& value) {
  const auto number = read_number(setting.kind, text);
  if (!number) return false;
  if (setting.kind == SettingKind::duration && setting.limits.empty() &&
      (*number < 0 || *number > longest.count()))
    return false;
  const auto [least, most] = limits_of(setting);
  if (!least.empty() && *number < *read_number(setting.kind, least)) return false;
  if (!most.empty() && *number > *read_number(setting.kind, most)) return false;
  value.number = *number;
  return true;
}

bool read_ratio(const Setting& setting, std::string_view text, SettingValue& value) {
  const auto ratio = parse_ratio(text);
  if (!ratio) return false;
  const auto [least, most] = limits_of(setting);
  if (!least.empty() && !(*parse_ratio(least) <= *ratio)) return false;
  if (!(*ratio <= (most.empty() ? Ratio{1, 1} : *parse_ratio(most)))) return false;
  value.ratio = *ratio;
  return true;
}

Ratio as_ratio(const Rate& rate) {
  return {rate.count, static_cast<std::uint64_t>(rate.per.count())};
}

bool read_rate(const Setting& setting, std::string_view text, SettingValue& value) {
  const auto rate = parse_rate(text);
  if (!rate) return false;
  const auto [least, most] = limits_of(setting);
  value.ratio = as_ratio(*rate);
  return as_ratio(*parse_rate(least.empty() ? "1/365d" : least)) <= value.ratio &&
         value.ratio <= as_ratio(*parse_rate(most.empty() ? "1/us" : most));
}

bool read_flag(std::string_view text, SettingValue& value) {
  value.number = text == "true" ? 1 : 0;
  return text == "true" || text == "false";
}

bool read_value(const Setting& setting, std::string_view text, SettingValue& value) {
  value = SettingValue{};
  value.kind = setting.kind;
  if (is_numeric(setting.kind)) return read_numeric(setting, text, value);
  if (setting.kind == SettingKind::ratio) return read_ratio(setting, text, value);
  if (setting.kind == SettingKind::rate) return read_rate(setting, text, value);
  if (setting.kind == SettingKind::flag) return read_flag(text, value);
  value.text = text;
  const auto words = choices(setting);
  return setting.kind == SettingKind::text || std::ranges::count(words, text) == 1;
}

}  // namespace

std::string_view name(SettingKind kind) {
  constexpr std::string_view names[] = {"duration", "ratio", "whole", "size",
                                        "rate",     "text",  "flag",  "choice"};
  return names[static_cast<std::size_t>(kind)];
}

std::vector<std::string_view> choices(const Setting& setting) {
  std::vector<std::string_view> words;
  if (setting.kind != SettingKind::choice) return words;
  std::string_view rest = setting.limits;
  while (true) {
    const std::size_t bar = rest.find('|');
    words.push_back(rest.substr(0, bar));
    if (bar == std::string_view::npos) return words;
    rest.remove_prefix(bar + 1);
  }
}

std::string expectation(const Setting& setting) {
  if (setting.kind == SettingKind::choice) return "one of " + joined(choices(setting));
  if (setting.kind == SettingKind::text) return "a text";
  if (setting.kind == SettingKind::flag) return "true or false";
  constexpr std::string_view kinds[] = {"a duration such as 250ms", "a ratio such as 3/10",
                                        "a whole number", "a size such as 64KiB",
                                        "a rate such as 50/min"};
  std::string text(kinds[static_cast<std::size_t>(setting.kind)]);
  const auto [least, most] = limits_of(setting);
  if (!least.empty()) text += " from " + std::string(least);
  if (!most.empty()) text += " to " + std::string(most);
  return text;
}

std::string read_setting(const Setting& setting, std::string_view text, SettingValue& value) {
  if (setting.wrong != nullptr)
    if (const std::string_view expected = setting.wrong(text); !expected.empty())
      return std::string(expected);
  return read_value(setting, text, value) ? "" : expectation(setting);
}

Settings::Settings(std::span<const Setting> table) {
  for (const Setting& setting : table) {
    SettingValue value;
    const bool has_default = !setting.otherwise.empty();
    const bool fits = !has_default || read_value(setting, setting.otherwise, value);
    assert(fits && "a default must keep its own limits");
    value.kind = setting.kind;
    entries_.emplace_back(setting.key, value);
    static_cast<void>(fits);
  }
}

void Settings::set(std::string_view key, SettingValue value) {
  const auto at =
      std::ranges::find(entries_, key, [](const auto& e) { return std::string_view(e.first); });
  assert(at != entries_.end());
  at->second = std::move(value);
}

const SettingValue& Settings::at(std::string_view key, SettingKind kind) const {
  const auto at =
      std::ranges::find(entries_, key, [](const auto& e) { return std::string_view(e.first); });
  assert(at != entries_.end() && at->second.kind == kind);
  static_cast<void>(kind);
  return at->second;
}

Duration Settings::duration(std::string_view key) const {
  return Duration{at(key, SettingKind::duration).number};
}
Ratio Settings::ratio(std::string_view key) const { return at(key, SettingKind::ratio).ratio; }
std::uint64_t Settings::whole(std::string_view key) const {
  return static_cast<std::uint64_t>(at(key, SettingKind::whole).number);
}
std::uint64_t Settings::size(std::string_view key) const {
  return static_cast<std::uint64_t>(at(key, SettingKind::size).number);
}
Rate Settings::rate(std::string_view key) const {
  const Ratio& value = at(key, SettingKind::rate).ratio;
  return {value.part, Duration{static_cast<std::int64_t>(value.whole)}};
}
bool Settings::flag(std::string_view key) const { return at(key, SettingKind::flag).number != 0; }
const std::string& Settings::text(std::string_view key) const {
  for (const auto& [name, value] : entries_)
    if (name == key) {
      assert(value.kind == SettingKind::text || value.kind == SettingKind::choice);
      return value.text;
    }
  assert(false && "a setting that the table does not list");
  std::abort();
}

bool stands_beside(const Settings& settings, std::string_view beside) {
  const std::size_t colon = beside.find(": ");
  const auto& entries = settings.entries();
  const auto at = std::ranges::find(entries, beside.substr(0, colon),
                                    [](const auto& e) { return std::string_view(e.first); });
  assert(colon != beside.npos && at != entries.end());
  return print(at->second) == beside.substr(colon + 2);
}

std::string print(const SettingValue& value) {
  switch (value.kind) {
    case SettingKind::duration:
      return print(Duration{value.number});
    case SettingKind::ratio:
      return print(value.ratio);
    case SettingKind::rate:
      return print(Rate{value.ratio.part, Duration{static_cast<std::int64_t>(value.ratio.whole)}});
    case SettingKind::flag:
      return value.number != 0 ? "true" : "false";
    case SettingKind::whole:
    case SettingKind::size:
      return std::to_string(value.number);
    case SettingKind::text:
    case SettingKind::choice:
      return value.text;
  }
  return {};
}

}  // namespace squall
