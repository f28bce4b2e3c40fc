// Resolves a Location against the target of its request (RFC 3986, 5.2, without dot segments).
#include "runner/reference/redirect.hpp"

#include <algorithm>

namespace squall {
namespace {

// Takes `//host` off, when it is ours.
bool take_own_host(std::string_view& location) {
  location.remove_prefix(2);
  if (!location.starts_with(reference_host)) return false;
  location.remove_prefix(reference_host.size());
  return location.empty() || location.front() == '/' || location.front() == '?';
}

bool is_plain(char c) { return c > ' ' && c < '\x7f'; }

}  // namespace

std::optional<std::string> redirect_target(const HttpResponse& response, std::string_view from) {
  const bool redirects = response.status == 301 || response.status == 302 ||
                         response.status == 307 || response.status == 308;
  std::string_view location = response.header("location");
  location = location.substr(0, location.find('#'));
  if (!redirects || location.empty() || !std::ranges::all_of(location, is_plain))
    return std::nullopt;
  constexpr std::string_view scheme = "http:";
  const bool absolute = location.starts_with("http://");
  if (absolute) location.remove_prefix(scheme.size());
  if (location.starts_with("//")) {
    if (!take_own_host(location)) return std::nullopt;
    return (location.starts_with('/') ? "" : "/") + std::string(location);
  }
  if (location.starts_with('/')) return std::string(location);
  const std::string_view path = from.substr(0, from.find('?'));
  if (location.starts_with('?')) return std::string(path) + std::string(location);
  // A colon before the first slash ends a scheme, and it is not ours.
  if (location.substr(0, location.find('/')).find(':') != location.npos) return std::nullopt;
  return std::string(path.substr(0, path.rfind('/') + 1)) + std::string(location);
}

}  // namespace squall
