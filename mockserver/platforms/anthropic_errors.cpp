// How Anthropic refuses: before an answer with a status, or in the middle of a stream.
//
// A refusal of type "" gets the API's usual type and text for its status, in the envelope
//   {"type":"error","error":{"type":T,"message":M},"request_id":"req_..."}
// Statuses that only the proxies in front of the API send get what these say, unless the refusal
// has words of its own: 503 Envoy's line, 502 and 520 to 524 Cloudflare's page (edge.hpp). Other
// bodies differ from the envelope:
//   413              comes from the edge, without a request id (facts: section 1.9)
//   hidden_overload  tells "request_id":null, as on 2025-09-24 (A3); other refusals may tell null
//                    or leave the key away, where they are told to (A2)
//   spend_limit      carries details.error_code and no retry-after; the middle of its text, which
//                    is not recorded, is assumed
#include <array>
#include <chrono>
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

// Monthly limits begin anew with the next month.
std::string spend_limit_text(const Occasion& occasion) {
  namespace chrono = std::chrono;
  const chrono::sys_seconds now{chrono::seconds(occasion.utc_seconds)};
  const chrono::year_month_day today(chrono::floor<chrono::days>(now));
  const chrono::sys_days next{(today.year() / today.month() + chrono::months(1)) / 1};
  const auto seconds = chrono::duration_cast<chrono::seconds>(next.time_since_epoch()).count();
  return "You have reached your API usage limits: your monthly spend limit is used up. You will "
         "regain access on " +
         print_utc(seconds).substr(0, 10) + " at 00:00 UTC.";
}

std::string usual_message(const Refusal& refusal, const Usual& row, const Question& question,
                          const Occasion& occasion) {
  if (refusal.cause == Cause::spend_limit) return spend_limit_text(occasion);
  if (refusal.cause == Cause::hidden_overload) return "Overloaded";
  return refusal.status == 429 ? rate_limit_text(question) : std::string(row.message);
}

// Fills in what is usual for the status where the refusal says nothing.
Refusal completed(const Refusal& refusal, const Question& question, const Occasion& occasion) {
  Refusal told = refusal;
  const Usual row = usual_for(refusal.status);
  if (told.type.empty()) told.type = row.type;
  if (told.message.empty()) told.message = usual_message(refusal, row, question, occasion);
  told.message = advised(std::move(told.message), told.advice);
  return told;
}

bool comes_from_proxies(const Refusal& refusal) {
  const int status = refusal.status;
  return refusal.type.empty() && refusal.message.empty() &&
         (status == 502 || status == 503 || (status >= 520 && status <= 524));
}

Reply refuse_by_proxy(const Refusal& refusal, const Occasion& occasion) {
  const ErrorPage page{refusal.status, claude_host, refusal.advice};
  if (refusal.status == 503) return envoy_line("overflow", refusal.advice, occasion);
  return refusal.status == 520 ? designed_page(page, occasion) : short_page(page, occasion);
}

// `details` comes first, as it does inside a stream; its place in a body is not recorded.
std::string envelope(const Refusal& told, std::string_view details, const Occasion& occasion) {
  std::string body = "{\"type\":\"error\",\"error\":{";
  body += details;
  body += "\"type\":";
  append_json(body, told.type);
  body += ",\"message\":";
  append_json(body, told.message);
  body += "}";
  if (told.request_id == ToldId::absent) return body += "}";
  body += ",\"request_id\":";
  if (told.cause == Cause::hidden_overload || told.request_id == ToldId::null)
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
  if (told.status != 429 || told.cause != Cause::usual) return ClaudeLimits::shown;
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
  const bool waits = told.status == 429 && told.cause != Cause::spend_limit;
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
  if (comes_from_proxies(refusal)) return refuse_by_proxy(refusal, occasion);
  const Refusal told = completed(refusal, question, occasion);
  if (told.type == "request_too_large") return refuse_at_edge(told, occasion);
  const std::string_view details =
      told.cause == Cause::spend_limit
          ? "\"details\":{\"error_code\":\"enforced_spend_limit_reached\"},"
          : std::string_view{};
  return whole_reply(told.status, error_headers(told, question, occasion),
                     envelope(told, details, occasion));
}

// The error event alone. What follows it, a clean end or a reset, is for the fault that tells it.
Script refuse_claude_midway(const Refusal& refusal, const Occasion& occasion) {
  const Refusal told = completed(refusal, Question{}, occasion);
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
