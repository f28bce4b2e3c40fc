// Reads JSON that may hold anything at any place.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace squall {

// A member that is a string, else "".
inline std::string text_at(const nlohmann::json& json, const char* key) {
  const auto at = json.find(key);
  return at != json.end() && at->is_string() ? at->get<std::string>() : "";
}

}  // namespace squall
