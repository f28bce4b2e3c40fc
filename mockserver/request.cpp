// Looks things up in a request.
#include "mockserver/request.hpp"

#include "scenarios/text.hpp"

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

std::string_view Request::api_key() const {
  if (const std::string_view key = header("x-api-key"); !key.empty()) return key;
  constexpr std::string_view scheme = "bearer ";
  const std::string_view given = header("authorization");
  if (lower_case(given.substr(0, scheme.size())) != scheme) return {};
  return given.substr(scheme.size());
}

}  // namespace squall
