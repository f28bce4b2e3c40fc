// Tables of fields: the parser obeys them and the JSON Schema is written from them, so that an
// editor and the program can never disagree about what a scenario may hold.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "scenarios/settings.hpp"
#include "scenarios/text.hpp"
#include "scenarios/yaml.hpp"

namespace squall {

using Json = nlohmann::ordered_json;

// How one type is read from YAML, and how that is said in JSON Schema:
//   static T read(const Yaml&, const Vocabulary&);
//   static Json schema(const Vocabulary&);
// The general case is a mapping described by Shape<T>; the others are in readers.hpp.
template <class T>
struct Reader;

// One row: a key of the mapping that stands for an Owner. Rows are read in the table's order, not
// the file's, so that a later row may rely on an earlier one.
template <class Owner>
struct Field {
  std::string_view key, about;
  bool required;
  void (*read)(const Yaml&, Owner&, const Vocabulary&);
  Json (*schema)(const Vocabulary&);
};

// Specialised per mapping: `about`, `fields`, and optionally
//   static void check(Owner&, const Yaml&, const Vocabulary&)   whole-mapping rules, BadInput
//   static void refine(Json&, const Vocabulary&)       the same rules for the schema
template <class Owner>
struct Shape;

namespace detail {
template <class>
struct MemberOf;
template <class Owner_, class Value_>
struct MemberOf<Value_ Owner_::*> {
  using Owner = Owner_;
  using Value = Value_;
};
}  // namespace detail

// A row that reads straight into a member, with the member type's reader or a named one.
template <auto Member, class As = Reader<typename detail::MemberOf<decltype(Member)>::Value>>
constexpr auto field(std::string_view key, std::string_view about, bool required = false) {
  using Owner = typename detail::MemberOf<decltype(Member)>::Owner;
  return Field<Owner>{key, about, required,
                      [](const Yaml& yaml, Owner& owner, const Vocabulary& words) {
                        owner.*Member = As::read(yaml, words);
                      },
                      &As::schema};
}

template <auto Member, class As = Reader<typename detail::MemberOf<decltype(Member)>::Value>>
constexpr auto required_field(std::string_view key, std::string_view about) {
  return field<Member, As>(key, about, true);
}

template <class Owner>
std::vector<std::string_view> keys_of() {
  std::vector<std::string_view> keys;
  for (const Field<Owner>& row : Shape<Owner>::fields) keys.push_back(row.key);
  return keys;
}

// `expected a fault, got "stal"; did you mean "stall"?`, or the known words where none is near.
inline std::string unknown_word(std::string_view what, std::string_view word,
                                std::span<const std::string_view> known) {
  const std::string message =
      "expected " + std::string(what) + ", got \"" + std::string(word) + "\"";
  if (known.empty()) return message + " (none is known)";
  const std::string near = nearest(word, known);
  if (!near.empty()) return message + "; did you mean \"" + near + "\"?";
  constexpr std::size_t most = 20;
  const std::size_t shown = std::min(most, known.size());
  const std::string others =
      shown < known.size() ? " and " + std::to_string(known.size() - shown) + " more" : "";
  return message + " (known: " + joined(known.first(shown)) + others + ")";
}

[[noreturn]] inline void refuse_word(const Yaml& at, std::string_view what, std::string_view word,
                                     std::span<const std::string_view> known) {
  at.refuse(unknown_word(what, word, known));
}

template <class Owner>
constexpr bool has_evidence = requires(Owner owner) { owner.evidence; };

// A mark must belong to a key of the same mapping; `*` stands for all the others.
inline void require_marks_of_present_keys(const Yaml& yaml) {
  const auto marks = yaml.find("evidence");
  if (!marks || !marks->is_mapping()) return;
  const auto entries = yaml.entries();
  std::vector<std::string_view> known;
  for (const auto& [key, node] : entries)
    if (key != "evidence") known.push_back(key);
  for (const auto& [key, mark] : marks->entries())
    if (key != "*" && !std::ranges::count(known, key))
      mark.refuse_key(unknown_word("a key that stands beside `evidence`", key, known));
}

template <class Owner>
Owner read_shape(const Yaml& yaml, const Vocabulary& words) {
  const auto entries = yaml.entries();
  const auto known = keys_of<Owner>();
  for (const auto& [key, node] : entries)
    if (!std::ranges::count(known, key))
      node.refuse_key(unknown_word("a key of " + std::string(Shape<Owner>::about), key, known));
  Owner value;
  for (const Field<Owner>& row : Shape<Owner>::fields) {
    const auto entry = std::ranges::find(entries, row.key, [](const auto& e) { return e.first; });
    if (entry != entries.end())
      row.read(entry->second, value, words);
    else if (row.required)
      yaml.refuse("expected the key \"" + std::string(row.key) + "\" (" + std::string(row.about) +
                  "), got none");
  }
  if constexpr (has_evidence<Owner>) require_marks_of_present_keys(yaml);
  if constexpr (requires { Shape<Owner>::check(value, yaml, words); })
    Shape<Owner>::check(value, yaml, words);
  return value;
}

// Marks by key, for the keys of this mapping only.
template <class Owner>
Json marks_schema(const Json& mark) {
  Json properties = {{"*", mark}};
  for (const std::string_view key : keys_of<Owner>())
    if (key != "evidence") properties[std::string(key)] = mark;
  const Json by_key = {
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  return {{"oneOf", Json::array({mark, by_key})}};
}

template <class Owner>
Json shape_schema(const Vocabulary& words) {
  Json properties = Json::object(), required = Json::array();
  for (const Field<Owner>& row : Shape<Owner>::fields) {
    Json property = row.schema(words);
    if constexpr (has_evidence<Owner>)
      if (row.key == "evidence") property = marks_schema<Owner>(property);
    property["description"] = row.about;
    properties[std::string(row.key)] = std::move(property);
    if (row.required) required.push_back(row.key);
  }
  Json schema = {
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  if constexpr (requires { Shape<Owner>::refine(schema, words); })
    Shape<Owner>::refine(schema, words);
  return schema;
}

template <class T>
struct Reader {
  static T read(const Yaml& yaml, const Vocabulary& words) { return read_shape<T>(yaml, words); }
  static Json schema(const Vocabulary& words) { return shape_schema<T>(words); }
};

template <class T>
struct Reader<std::vector<T>> {
  static std::vector<T> read(const Yaml& yaml, const Vocabulary& words) {
    std::vector<T> all;
    for (const Yaml& item : yaml.items()) all.push_back(Reader<T>::read(item, words));
    return all;
  }
  static Json schema(const Vocabulary& words) {
    return {{"type", "array"}, {"items", Reader<T>::schema(words)}};
  }
};

template <class T>
struct Reader<std::optional<T>> {
  static std::optional<T> read(const Yaml& yaml, const Vocabulary& words) {
    return Reader<T>::read(yaml, words);
  }
  static Json schema(const Vocabulary& words) { return Reader<T>::schema(words); }
};

}  // namespace squall
