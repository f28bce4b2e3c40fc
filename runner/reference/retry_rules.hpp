// Whether a failed attempt is worth another one.
#pragma once

#include <string>
#include <string_view>

#include "runner/reference/care.hpp"
#include "runner/reference/http_client.hpp"

namespace squall {

// What is wrong with an attempt; no kind when nothing is.
struct Failure {
  std::string kind;  // the class of error that an application would catch
  std::string text;

  explicit operator bool() const { return !kind.empty(); }
};

// The official SDKs' rule: `x-should-retry` decides, then 408, 409, 429, 5xx and connections lost
// before the head.
//
// With `retries_any_failure` broken answers and redirects that lead nowhere are tried again too,
// and the server's wish is weighed: a 4xx knows whether asking again helps, so it is believed; a
// 5xx is the word of a server that is unwell, so "do not" is not. Final are a model's refusal,
// which is its answer, and a spend cap, which lasts for weeks (facts: Anthropic, errors).
bool may_retry(const Care& care, const HttpResponse& response, const Failure& failure);

// Whether the request was refused for thinking that another platform signed (facts: A22).
bool refuses_thinking(const HttpResponse& response);

}  // namespace squall
