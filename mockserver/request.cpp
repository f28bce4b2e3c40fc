// Looks things up in a request.
#include "mockserver/request.hpp"

#include <algorithm>

namespace squall {

std::string_view Request::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::query(std::string_view key) const {
  const std::size_t mark = target.find('?');
  if (mark == std::string::npos) return {};
  std::string_view rest = std::string_view(target).substr(mark + 1);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    const std::size_t equals = pair.find('=');
    if (pair.substr(0, equals) == key)
      return equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
  }
  return {};
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

std::string_view Request::key() const {
  for (const std::string_view name : {"x-api-key", "api-key"})
    if (const std::string_view key = header(name); !key.empty()) return key;
  const std::string_view authorization = header("authorization");
  return authorization.substr(std::min(authorization.size(), authorization.find(' ') + 1));
}

}  // namespace squall
