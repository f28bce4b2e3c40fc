// Parts of replies, to compare.
#pragma once

#include <string>
#include <string_view>

#include "mockserver/script.hpp"

namespace squall {

// Of all steps, keep-alives while holding included.
inline std::string bytes_of(const Script& script) {
  std::string bytes;
  for (const Step& step : script) bytes += step.bytes;
  return bytes;
}

inline std::string header_of(const Reply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers)
    if (key == name) return value;
  return "(none)";
}

}  // namespace squall
