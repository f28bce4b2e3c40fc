// Reads names of a catalog and the settings that go with them.
#include <algorithm>
#include <limits>

#include "scenarios/readers.hpp"

namespace squall {
namespace {

std::vector<std::string_view> names_of(const std::vector<Word>& words) {
  std::vector<std::string_view> names;
  for (const Word& word : words) names.push_back(word.name);
  return names;
}

std::string hint_for(const Setting& setting, const std::string& text) {
  switch (setting.kind) {
    case SettingKind::duration:
      return duration_hint(text);
    case SettingKind::ratio:
      return ratio_hint(text);
    case SettingKind::flag:
      return flag_hint(text);
    case SettingKind::choice:
      return nearest(text, choices(setting));
    default:
      return "";
  }
}

// Refused on the line of the key, where there is one: what is missing has no line of its own.
void require_given(const Yaml& place, const Word& word,
                   const std::vector<std::string_view>& given) {
  for (const Setting& setting : word.settings)
    if (setting.otherwise.empty() && !std::ranges::count(given, setting.key))
      place.refuse_key("expected the setting \"" + std::string(setting.key) + "\" of " +
                       std::string(word.name) + " (" + expectation(setting) + "), got none");
}

// What is given and then not heeded would mislead whoever reads the scenario.
void require_effect(const std::vector<std::pair<std::string, Yaml>>& entries, const Word& word,
                    const Settings& settings) {
  for (const auto& [key, node] : entries) {
    const auto at = std::ranges::find(word.settings, std::string_view(key), &Setting::key);
    if (!at->beside.empty() && !stands_beside(settings, at->beside))
      node.refuse_key("expected `" + std::string(at->beside) +
                      "` beside it, without which it has no "
                      "effect");
  }
}

// The whole numbers within the setting's limits.
std::pair<std::uint64_t, std::uint64_t> bounds_of(const Setting& setting) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const std::size_t dots = setting.limits.find("..");
  if (dots == std::string_view::npos) return {0, most};
  const auto read = [&](std::string_view text) {
    return setting.kind == SettingKind::size ? parse_size(text) : parse_whole(text);
  };
  return {read(setting.limits.substr(0, dots)).value_or(0),
          read(setting.limits.substr(dots + 2)).value_or(most)};
}

Json value_schema(const Setting& setting) {
  const auto [least, most] = bounds_of(setting);
  switch (setting.kind) {
    case SettingKind::duration:
      return number_schema(duration_pattern, 0, 0);
    case SettingKind::ratio:
      return number_schema(setting.limits.empty() ? ratio_pattern : any_ratio_pattern, 0,
                           setting.limits.empty() ? 1 : std::numeric_limits<std::int64_t>::max());
    case SettingKind::whole:
      return number_schema(whole_pattern, least, most);
    case SettingKind::size:
      return number_schema(size_pattern, least, most);
    case SettingKind::rate:
      return text_schema(rate_pattern);
    case SettingKind::text:
      return free_text_schema();
    case SettingKind::flag:
      return flag_schema();
    case SettingKind::choice:
      return {{"enum", choices(setting)}};
  }
  return {};
}

}  // namespace

const Word& find_word(const Yaml& place, std::string_view what, std::string_view name,
                      const std::vector<Word>& words) {
  const auto at = std::ranges::find(words, name, &Word::name);
  if (at == words.end()) refuse_word(place, what, name, names_of(words));
  return *at;
}

Settings default_settings(const Yaml& place, const Word& word) {
  require_given(place, word, {});
  return Settings(word.settings);
}

Settings read_settings(const Yaml& yaml, const Word& word) {
  Settings settings(word.settings);
  std::vector<std::string_view> known, given;
  for (const Setting& setting : word.settings) known.push_back(setting.key);
  const auto entries = yaml.entries();
  for (const auto& [key, node] : entries) {
    const auto at = std::ranges::find(word.settings, std::string_view(key), &Setting::key);
    if (at == word.settings.end())
      node.refuse_key(unknown_word("a setting of " + std::string(word.name), key, known));
    SettingValue value;
    const std::string expected = read_setting(*at, node.scalar(expectation(*at)), value);
    if (!expected.empty()) node.fail(expected, hint_for(*at, node.scalar(expected)));
    settings.set(key, value);
    given.push_back(at->key);
  }
  require_given(yaml, word, given);
  require_effect(entries, word, settings);
  if (word.object == nullptr) return settings;
  const auto [key, expected] = word.object(settings);
  for (const auto& [name, node] : entries)
    if (name == key) node.fail(expected);
  if (!key.empty()) yaml.refuse_key("expected " + std::string(key) + " to be " + expected);
  return settings;
}

Json settings_schema(const Word& word) {
  Json properties = Json::object(), required = Json::array();
  for (const Setting& setting : word.settings) {
    Json row = value_schema(setting);
    row["description"] = std::string(setting.about) + " (" + expectation(setting) + ")";
    if (!setting.beside.empty())
      row["description"] = row["description"].get<std::string>() + "; only beside `" +
                           std::string(setting.beside) + "`";
    if (setting.otherwise.empty())
      required.push_back(setting.key);
    else
      row["default"] = setting.otherwise;
    properties[std::string(setting.key)] = std::move(row);
  }
  Json schema = {{"type", "object"},
                 {"description", word.about},
                 {"additionalProperties", false},
                 {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

}  // namespace squall
