// The headers that Anthropic's API and Cloudflare in front of it put on every reply.
//
// Facts: section 1.7. Replies carry about two dozen headers, so nothing here is computed twice.
#include <array>

#include "mockserver/platforms/anthropic.hpp"
#include "mockserver/platforms/compose.hpp"

namespace squall {
namespace {

// One caller, one organization, one workspace: made up, and the same in every run.
constexpr std::string_view workspace = "wrkspc_01Q7vXnC5tLkR2sHdYpJ8mWgZe";

std::string traceresponse(Random& random) {
  std::string text = "00-";
  append_hex(text, random, 32);
  text += '-';
  append_hex(text, random, 16);
  return text += "-01";
}

struct Bucket {
  std::string_view limit, remaining, reset;  // header names
  std::string_view most, left;               // their values when something is left
  ClaudeLimits empty;                        // when nothing is
};

// `remaining` of token buckets is rounded by the real service, so after one small request they
// still look full.
constexpr std::array buckets{
    Bucket{"anthropic-ratelimit-requests-limit", "anthropic-ratelimit-requests-remaining",
           "anthropic-ratelimit-requests-reset", "4000", "3999", ClaudeLimits::no_requests},
    Bucket{"anthropic-ratelimit-tokens-limit", "anthropic-ratelimit-tokens-remaining",
           "anthropic-ratelimit-tokens-reset", "2400000", "2400000", ClaudeLimits::no_input},
    Bucket{"anthropic-ratelimit-input-tokens-limit", "anthropic-ratelimit-input-tokens-remaining",
           "anthropic-ratelimit-input-tokens-reset", "2000000", "2000000", ClaudeLimits::no_input},
    Bucket{"anthropic-ratelimit-output-tokens-limit", "anthropic-ratelimit-output-tokens-remaining",
           "anthropic-ratelimit-output-tokens-reset", "400000", "400000", ClaudeLimits::no_output}};

void append_limits(Headers& headers, const ClaudeHead& head, const Occasion& occasion) {
  const std::string reset = print_utc(occasion.utc_seconds + head.limits_reset_in);
  for (const Bucket& bucket : buckets) {
    headers.emplace_back(bucket.limit, bucket.most);
    headers.emplace_back(bucket.remaining, head.limits == bucket.empty ? "0" : bucket.left);
    headers.emplace_back(bucket.reset, reset);
  }
}

}  // namespace

Random claude_dice(std::uint64_t key, ClaudeDice dice) {
  return Random{key, 0xa17ULL, static_cast<std::uint64_t>(dice)};
}

std::string claude_request_id(const Occasion& occasion) {
  Random random = claude_dice(occasion.ids, ClaudeDice::request_id);
  std::string id = "req_011C";
  append_base58(id, random, 20);
  return id;
}

Headers claude_headers(const ClaudeHead& head, const Occasion& occasion) {
  Random random = claude_dice(occasion.ids, ClaudeDice::trace);
  Headers headers;
  headers.reserve(32);  // a few more fit: the errors add theirs
  headers.emplace_back("date", http_date(occasion.utc_seconds));
  headers.emplace_back("content-type", head.content_type);
  if (head.content_type.starts_with("text/event-stream"))
    headers.emplace_back("cache-control", "no-cache");
  if (head.limits != ClaudeLimits::none) append_limits(headers, head, occasion);
  headers.emplace_back("request-id", claude_request_id(occasion));
  if (head.known_caller) {
    headers.emplace_back("anthropic-organization-id", claude_organization);
    headers.emplace_back("anthropic-workspace-id", workspace);
  }
  headers.emplace_back("strict-transport-security", "max-age=31536000; includeSubDomains; preload");
  headers.emplace_back("traceresponse", traceresponse(random));
  headers.emplace_back("server", "cloudflare");
  headers.emplace_back("vary", "Accept-Encoding");
  headers.emplace_back("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  headers.emplace_back("cf-cache-status", "DYNAMIC");
  headers.emplace_back("x-robots-tag", "none");
  std::string ray;
  append_hex(ray, random, 16);
  headers.emplace_back("cf-ray", ray += "-SJC");
  return headers;
}

}  // namespace squall
