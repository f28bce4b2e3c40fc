// The edge answers in JSON of its own, and tells when to try again in the body only.
#include "mockserver/fault.hpp"
#include "mockserver/faults/status/refusing.hpp"
#include "mockserver/platforms/compose.hpp"
#include "mockserver/platforms/edge.hpp"
#include "scenarios/units.hpp"

namespace squall {
namespace {

constexpr Setting own[] = {
    {"status", SettingKind::whole, "502", "500..530", "HTTP status, error_code too"},
    {"retryable", SettingKind::flag, "true", "", "what the body says about trying again"},
    {"retry_after_body", SettingKind::duration, "60s", "0s..24h",
     "retry_after in the body, whole seconds"}};
constexpr auto settings = joined_settings(own, retry_settings);

// Those of other statuses than 502 are assumed.
struct Problem {
  int status;
  std::string_view name, title;
};
constexpr Problem problems[] = {{502, "origin_bad_gateway", "Bad gateway"},
                                {504, "origin_gateway_timeout", "Gateway time-out"},
                                {521, "origin_down", "Web server is down"},
                                {522, "origin_connection_timeout", "Connection timed out"},
                                {523, "origin_unreachable", "Origin is unreachable"},
                                {524, "origin_response_timeout", "A timeout occurred"}};

Problem problem_of(int status) {
  for (const Problem& problem : problems)
    if (problem.status == status) return problem;
  return {status, "origin_unknown_error", "Web server is returning an unknown error"};
}

struct EdgeProblem {
  Problem problem;
  bool retryable;
  std::int64_t seconds;
  RetryHeaders retry;

  // All keys of the captured body, in its order; the values of the texts are modelled.
  std::string body(std::string_view host, const Occasion& occasion) const {
    const std::string status = std::to_string(problem.status), ray = ray_id(occasion);
    std::string text =
        "{\"type\":\"https://developers.cloudflare.com/support/troubleshooting/"
        "http-status-codes/cloudflare-5xx-errors/error-" +
        status + "/\"";
    const auto add = [&text](std::string_view key, std::string_view value) {
      text.append(",\"").append(key).append("\":");
      append_json(text, value);
    };
    const auto add_plain = [&text](std::string_view key, std::string_view value) {
      text.append(",\"").append(key).append("\":").append(value);
    };
    add("title", "Error " + status + ": " + std::string(problem.title));
    add_plain("status", status);
    add("detail", "The origin web server did not give a valid answer to Cloudflare.");
    add("instance", ray);
    add_plain("error_code", status);
    add("error_name", problem.name);
    add("error_category", "origin");
    add("ray_id", ray);
    add("timestamp", print_utc(occasion.utc_seconds));
    add("zone", host);
    add_plain("cloudflare_error", "true");
    add_plain("retryable", retryable ? "true" : "false");
    add_plain("retry_after", std::to_string(seconds));
    add_plain("owner_action_required", "false");
    add("what_you_should_do", retryable ? "Wait and retry with exponential backoff."
                                        : "Do not retry; ask the owner of the site.");
    return text + "}";
  }

  bool operator()(Reply& reply, const FaultContext& context, Random&) const {
    reply = whole_reply(problem.status, edge_headers("application/json", context.occasion),
                        body(context.platform.host, context.occasion));
    retry.put(reply.headers, context.occasion);
    return true;
  }
};

Fault make(const Settings& given) {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(given.duration("retry_after_body"));
  return EdgeProblem{problem_of(static_cast<int>(given.whole("status"))), given.flag("retryable"),
                     seconds.count(), RetryHeaders(given)};
}

}  // namespace

// Facts: A18, captured in 2026 (claude-code#86846): error_code is a number, no Retry-After header.
extern constinit const FaultKind edge_problem{
    {"edge_problem",
     "Problem JSON of the edge, with retry_after in the body only.",
     settings,
     {.replaces = true}},
    Layer::answer,
    make};

}  // namespace squall
