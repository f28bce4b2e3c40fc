// A small JSON Schema validator for tests: the keywords that our schemas use, and no others.
#pragma once

#include <algorithm>
#include <array>
#include <regex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/shape.hpp"

namespace squall {

// Complaints, empty where the value is valid. A keyword that is not known here throws
// std::logic_error, so that a test never passes because something was overlooked.
class JsonSchema {
 public:
  explicit JsonSchema(Json schema) : schema_(std::move(schema)) { require_known(schema_); }

  std::vector<std::string> complaints(const Json& value) const {
    std::vector<std::string> all;
    judge(schema_, value, "", all);
    return all;
  }
  bool accepts(const Json& value) const { return complaints(value).empty(); }

 private:
  static constexpr std::array<std::string_view, 22> known{"$schema",     "title",
                                                          "description", "default",
                                                          "type",        "enum",
                                                          "const",       "pattern",
                                                          "minimum",     "maximum",
                                                          "minItems",    "items",
                                                          "properties",  "additionalProperties",
                                                          "required",    "oneOf",
                                                          "allOf",       "if",
                                                          "then",        "else",
                                                          "not",         "$id"};

  static void require_known(const Json& schema) {
    if (schema.is_boolean()) return;
    for (const auto& [keyword, value] : schema.items()) {
      if (std::ranges::find(known, keyword) == known.end())
        throw std::logic_error("json_schema.hpp does not know the keyword " + keyword);
      if (keyword == "properties")
        for (const auto& [key, property] : value.items()) require_known(property);
      else if (keyword == "oneOf" || keyword == "allOf")
        for (const Json& part : value) require_known(part);
      else if (keyword == "items" || keyword == "if" || keyword == "then" || keyword == "else" ||
               keyword == "not" || keyword == "additionalProperties")
        require_known(value);
    }
  }

  static bool is_of_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "null") return value.is_null();
    throw std::logic_error("no such type: " + type);
  }

  static bool accepts(const Json& schema, const Json& value) {
    std::vector<std::string> all;
    judge(schema, value, "", all);
    return all.empty();
  }

  static void judge(const Json& schema, const Json& value, const std::string& path,
                    std::vector<std::string>& all) {
    const auto complain = [&](const std::string& what) { all.push_back(path + ": " + what); };
    if (schema.is_boolean()) {
      if (!schema.get<bool>()) complain("nothing is allowed here");
      return;
    }
    judge_value(schema, value, complain);
    if (value.is_object()) judge_object(schema, value, path, all);
    if (value.is_array()) judge_array(schema, value, path, all);
    judge_combination(schema, value, path, all);
  }

  template <class Complain>
  static void judge_value(const Json& schema, const Json& value, const Complain& complain) {
    if (schema.contains("type")) {
      const Json& type = schema["type"];
      const Json types = type.is_array() ? type : Json::array({type});
      const auto fits = [&](const Json& one) { return is_of_type(value, one.get<std::string>()); };
      if (std::ranges::none_of(types, fits)) complain("is not of type " + type.dump());
    }
    if (schema.contains("const") && schema["const"] != value) complain("is not the constant");
    if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
      complain("is none of " + schema["enum"].dump());
    if (schema.contains("pattern") && value.is_string() &&
        !std::regex_search(value.get<std::string>(),
                           std::regex(schema["pattern"].get<std::string>())))
      complain("does not match " + schema["pattern"].dump());
    if (schema.contains("minimum") && value.is_number() && value < schema["minimum"])
      complain("is below " + schema["minimum"].dump());
    if (schema.contains("maximum") && value.is_number() && value > schema["maximum"])
      complain("is above " + schema["maximum"].dump());
  }

  static void judge_object(const Json& schema, const Json& value, const std::string& path,
                           std::vector<std::string>& all) {
    const Json none = Json::object();
    const Json& properties = schema.contains("properties") ? schema["properties"] : none;
    for (const auto& [key, member] : value.items()) {
      const std::string place = path + "." + key;
      if (properties.contains(key))
        judge(properties[key], member, place, all);
      else if (schema.contains("additionalProperties"))
        judge(schema["additionalProperties"], member, place, all);
    }
    if (!schema.contains("required")) return;
    for (const Json& key : schema["required"])
      if (!value.contains(key.get<std::string>()))
        all.push_back(path + ": lacks " + key.get<std::string>());
  }

  static void judge_array(const Json& schema, const Json& value, const std::string& path,
                          std::vector<std::string>& all) {
    if (schema.contains("minItems") && value.size() < schema["minItems"].get<std::size_t>())
      all.push_back(path + ": holds too few items");
    if (!schema.contains("items")) return;
    for (std::size_t i = 0; i < value.size(); ++i)
      judge(schema["items"], value[i], path + "[" + std::to_string(i) + "]", all);
  }

  static void judge_combination(const Json& schema, const Json& value, const std::string& path,
                                std::vector<std::string>& all) {
    if (schema.contains("oneOf")) {
      const auto fit = std::ranges::count_if(schema["oneOf"],
                                             [&](const Json& one) { return accepts(one, value); });
      if (fit != 1) all.push_back(path + ": fits " + std::to_string(fit) + " forms, not one");
    }
    if (schema.contains("allOf"))
      for (const Json& part : schema["allOf"]) judge(part, value, path, all);
    if (schema.contains("not") && accepts(schema["not"], value))
      all.push_back(path + ": is what it must not be");
    if (!schema.contains("if")) return;
    const char* const branch = accepts(schema["if"], value) ? "then" : "else";
    if (schema.contains(branch)) judge(schema[branch], value, path, all);
  }

  Json schema_;
};

}  // namespace squall
