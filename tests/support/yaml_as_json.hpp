// YAML as an editor's schema checker sees it: plain 5, true and ~ are no texts, quoted ones are.
#pragma once

#include <yaml-cpp/yaml.h>

#include <regex>
#include <string>

#include "scenarios/shape.hpp"

namespace squall {

inline Json yaml_as_json(const YAML::Node& node) {
  if (node.IsMap()) {
    Json object = Json::object();
    for (const auto& entry : node) object[entry.first.Scalar()] = yaml_as_json(entry.second);
    return object;
  }
  if (node.IsSequence()) {
    Json array = Json::array();
    for (const YAML::Node& item : node) array.push_back(yaml_as_json(item));
    return array;
  }
  if (!node.IsScalar()) return nullptr;
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;
  static const std::regex whole("[-+]?[0-9]+"),
      number("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)(e[0-9]+)?");
  if (text == "true" || text == "false") return text == "true";
  if (std::regex_match(text, whole))
    return text[0] == '-' ? Json(std::stoll(text)) : Json(std::stoull(text));
  if (std::regex_match(text, number)) return std::stod(text);
  return text;
}

inline Json yaml_as_json(const std::string& text) { return yaml_as_json(YAML::Load(text)); }

}  // namespace squall
