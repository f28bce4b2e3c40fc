// Where a response sends the request that it answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runner/reference/http_client.hpp"

namespace squall {

// What requests call the server, whatever its address.
inline constexpr std::string_view reference_host = "127.0.0.1";

// The new target of the same POST, or nothing when there is none to follow. 301 and 302 are
// followed as POST, like 307 and 308: what they changed to GET in browsers was never meant for an
// API (RFC 9110, 15.4). 303 names another resource, which would not be an answer to this request,
// and another host or scheme would get the key: neither is followed.
std::optional<std::string> redirect_target(const HttpResponse& response, std::string_view from);

}  // namespace squall
