// Answers of the proxies in front of a provider: what clients see when it is not reached.
#pragma once

#include <string>
#include <string_view>

#include "mockserver/platform.hpp"

namespace squall {

// The headers of a reply that Cloudflare made by itself: no request id, no limits.
Headers edge_headers(std::string_view content_type, const Occasion& occasion);

std::string ray_id(const Occasion& occasion);  // as in the headers, without the city

// A body in one piece, then the end; no body at all when `body` is empty.
Reply whole_reply(int status, Headers headers, std::string body);

// Cloudflare's pages under an error status, text/html. `host` is the name that they show, `advice`
// one more sentence of the page, "" for none.
struct ErrorPage {
  int status;
  std::string_view host, advice;
};
Reply short_page(const ErrorPage& page, const Occasion& occasion);     // facts: A15
Reply designed_page(const ErrorPage& page, const Occasion& occasion);  // A16
// Cloudflare's own failure, as on 2025-11-18 (A17).
Reply internal_error_page(const ErrorPage& page, const Occasion& occasion);

// Envoy's one line under a 503, text/plain (A14), and then the advice, if any.
Reply envoy_line(std::string_view reset_reason, std::string_view advice, const Occasion& occasion);

}  // namespace squall
