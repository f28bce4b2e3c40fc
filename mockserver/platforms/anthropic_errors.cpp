// How Anthropic refuses: before an answer with a status, or in the middle of a stream.
//
// A refusal of type "" gets the API's usual type and text for its status, in the envelope
//   {"type":"error","error":{"type":T,"message":M},"request_id":"req_..."}
// Three types ask for what the proxies in front of the API say instead (edge.hpp): `html` for
// Cloudflare's page, `envoy` for Envoy's plain line (the message picks the reset reason), `empty`
// for a status without a body. Statuses that only proxies send get these by themselves: 503 the
// Envoy line, 502 and 520 to 524 the page. Three bodies differ from the envelope:
//   413  comes from the edge, without a request id (facts: section 1.9)
//   500 with the message "Overloaded"  tells "request_id":null, as on 2025-09-24 (A3)
//   429 for a spend limit  carries details.error_code and no retry-after; it is known by its text,
//       which begins "You have reached your"
#include <array>
#include <utility>

#include "mockserver/platforms/anthropic.hpp"
#include "mockserver/platforms/compose.hpp"
#include "mockserver/platforms/edge.hpp"

namespace squall {
namespace {

struct Usual {
  int status;
  std::string_view type, message;
};

// The texts for 403 and 404 are documented or from memory, those for 405, 408, 409 and 422 assumed.
constexpr std::array usual{
    Usual{400, "invalid_request_error", "Error"},
    Usual{401, "authentication_error", "invalid x-api-key"},
    Usual{
        402, "billing_error",
        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing "
        "to upgrade or purchase credits."},
    Usual{403, "permission_error",
          "Your API key does not have permission to use the specified resource."},
    Usual{404, "not_found_error", "Not Found"},
    Usual{405, "invalid_request_error", "Method Not Allowed"},
    Usual{408, "timeout_error", "Request timeout"},
    Usual{409, "conflict_error", "Conflict"},
    Usual{413, "request_too_large", "Request exceeds the maximum size"},
    Usual{422, "invalid_request_error", "Error"},
    Usual{429, "rate_limit_error", ""},
    Usual{500, "api_error", "Internal server error"},
    Usual{504, "timeout_error", "Request timeout"},
    Usual{529, "overloaded_error", "Overloaded"}};

Usual usual_for(int status) {
  for (const Usual& row : usual)
    if (row.status == status) return row;
  return status < 500 ? Usual{status, "invalid_request_error", "Error"}
                      : Usual{status, "api_error", "Internal server error"};
}

std::string rate_limit_text(const Question& question) {
  return claude_limit_text(std::string(claude_input_tokens_a_minute) + " input tokens per minute",
                           question);
}

// Fills in what is usual for the status where the refusal says nothing.
Refusal completed(const Refusal& refusal, const Question& question) {
  Refusal told = refusal;
  const Usual row = usual_for(refusal.status);
  if (told.type.empty()) told.type = row.type;
  if (told.message.empty())
    told.message = refusal.status == 429 ? rate_limit_text(question) : std::string(row.message);
  return told;
}

bool comes_from_proxies(int status) {
  return status == 502 || status == 503 || (status >= 520 && status <= 524);
}

bool is_spend_limit(const Refusal& told) {
  return told.status == 429 && told.message.starts_with("You have reached your");
}

// `details` comes first, as it does inside a stream; its place in a body is not recorded.
std::string envelope(const Refusal& told, std::string_view details, const Occasion& occasion) {
  std::string body = "{\"type\":\"error\",\"error\":{";
  body += details;
  body += "\"type\":";
  append_json(body, told.type);
  body += ",\"message\":";
  append_json(body, told.message);
  body += "},\"request_id\":";
  if (told.status == 500 && told.message == "Overloaded")
    body += "null";
  else
    append_json(body, claude_request_id(occasion));
  return body += "}";
}

Reply refuse_at_edge(const Refusal& told, const Occasion& occasion) {
  std::string body = "{\"error\":{\"type\":";
  append_json(body, told.type);
  body += ",\"message\":";
  append_json(body, told.message);
  Headers headers = edge_headers("application/json", occasion);
  headers.emplace_back("x-should-retry", "false");
  return whole_reply(told.status, std::move(headers), body += "}}");
}

bool should_retry(int status) {
  return status == 408 || status == 409 || status == 429 || status >= 500;
}

ClaudeLimits limits_of(const Refusal& told, const Question& question) {
  if (told.status == 401 || told.status >= 500 || question.endpoint != Endpoint::generate)
    return ClaudeLimits::none;
  if (told.status != 429 || is_spend_limit(told)) return ClaudeLimits::shown;
  if (told.message.find("output tokens") != std::string::npos) return ClaudeLimits::no_output;
  if (told.message.find("requests per") != std::string::npos) return ClaudeLimits::no_requests;
  if (told.message.find("concurrent") != std::string::npos ||
      told.message.find("acceleration") != std::string::npos)
    return ClaudeLimits::shown;
  return ClaudeLimits::no_input;
}

Headers error_headers(const Refusal& told, const Question& question, const Occasion& occasion) {
  ClaudeHead head;
  head.known_caller = told.status != 401;
  head.limits = limits_of(told, question);
  const bool waits = told.status == 429 && !is_spend_limit(told);
  // Whole seconds, less than the minute that buckets refill in (facts: a real one was 16).
  if (waits) {
    Random random = claude_dice(occasion.ids, ClaudeDice::retry_after);
    head.limits_reset_in = static_cast<std::int64_t>(1 + random.below(30));
  }
  Headers headers = claude_headers(head, occasion);
  if (told.status >= 500) {
    headers.emplace_back("cache-control", "no-store, no-cache");
    headers.emplace_back("via", "1.1 google");
  }
  headers.emplace_back("x-should-retry", should_retry(told.status) ? "true" : "false");
  if (waits) headers.emplace_back("retry-after", std::to_string(head.limits_reset_in));
  return headers;
}

}  // namespace

Refusal bad_request(std::string message) { return {400, "", std::move(message)}; }

Reply refuse_claude(const Refusal& refusal, const Question& question, const Occasion& occasion) {
  Refusal asked = refusal;
  if (asked.type.empty() && comes_from_proxies(asked.status))
    asked.type = asked.status == 503 ? "envoy" : "html";
  if (auto reply = edge_reply(asked, occasion, "api.anthropic.com")) return *std::move(reply);
  const Refusal told = completed(asked, question);
  if (told.type == "request_too_large") return refuse_at_edge(told, occasion);
  const std::string_view details =
      is_spend_limit(told) ? "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"},"
                           : std::string_view{};
  return whole_reply(told.status, error_headers(told, question, occasion),
                     envelope(told, details, occasion));
}

// The error event alone. What follows it, a clean end or a reset, is for the fault that tells it.
Script refuse_claude_midway(const Refusal& refusal, const Occasion& occasion) {
  const Refusal told = completed(refusal, Question{});
  std::string data = envelope(told, "\"details\":null,", occasion);
  data.pop_back();
  Random padding = claude_dice(occasion.ids ^ 1, ClaudeDice::padding);
  std::string bytes;
  append_event(bytes, "error", data, padding);
  Script script;
  script.push_back(send(Role::error, std::move(bytes)));
  return script;
}

}  // namespace squall
