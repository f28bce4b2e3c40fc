// Answers of the proxies in front of a provider: what clients see when it is not reached.
#pragma once

#include <optional>
#include <string_view>

#include "mockserver/platform.hpp"

namespace squall {

// The headers of a reply that Cloudflare made by itself: no request id, no limits.
Headers edge_headers(std::string_view content_type, const Occasion& occasion);

// A body in one piece, then the end; no body at all when `body` is empty.
Reply whole_reply(int status, Headers headers, std::string body);

// The three forms that providers behind Cloudflare and Envoy share, asked for by `Refusal::type`:
//   html   Cloudflare's error page for the status, text/html (facts: fingerprints A15, A16)
//   envoy  Envoy's one line, text/plain (A14); the message names the reset reason, or is the whole
//          line, and is `overflow` when absent
//   empty  the status and nothing else (A4, A5)
// Gives nothing for any other type. `host` is the name that error pages show.
std::optional<Reply> edge_reply(const Refusal& refusal, const Occasion& occasion,
                                std::string_view host);

}  // namespace squall
