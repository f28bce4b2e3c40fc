// Reads a refusal for what it says about asking again.
#include "runner/reference/retry_rules.hpp"

namespace squall {
namespace {

bool says(const HttpResponse& response, std::string_view word) {
  return response.body.find(word) != std::string::npos;
}

bool is_passing(int status) {
  return status == 408 || status == 409 || status == 425 || status == 429 || status >= 500;
}

bool may_retry_carefully(const HttpResponse& response, const Failure& failure) {
  const int status = response.status;
  if (failure.kind == "refusal" || says(response, "spend_limit_reached")) return false;
  const std::string_view wish = response.header("x-should-retry");
  if (status >= 400 && status < 500 && wish == "false") return false;
  return status < 400 || is_passing(status) || wish == "true";
}

}  // namespace

bool may_retry(const Care& care, const HttpResponse& response, const Failure& failure) {
  if (care.retries_any_failure) return may_retry_carefully(response, failure);
  const int status = response.status;
  const std::string_view wish = response.header("x-should-retry");
  if (wish == "true" || wish == "false") return wish == "true";
  return status == 0 || (status != 425 && is_passing(status));
}

bool refuses_thinking(const HttpResponse& response) {
  return response.status == 400 && says(response, "signature") && says(response, "thinking");
}

}  // namespace squall
