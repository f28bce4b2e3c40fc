// How Anthropic tells of its limits: the texts of 429 and the headers that count down.
//
// Facts: sections 1.7 and 1.9. The text for tokens per minute is real, and so is its form for
// requests; those for acceleration and for concurrent requests are assumed after it. The API is
// said to round the tokens that remain; here they are exact, so that a client can be held to them.
#include <algorithm>
#include <chrono>

#include "mockserver/platforms/anthropic.hpp"

namespace squall {
namespace {

// 40000 is `40,000`.
std::string with_commas(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

std::string limit_of(const Decision& decision) {
  const std::string most = with_commas(decision.most);
  switch (decision.shortage) {
    case Shortage::requests:
      return most + " requests per minute";
    case Shortage::output_tokens:
      return most + " output tokens per minute";
    case Shortage::concurrency:
      return most + " concurrent requests";
    default:
      return most + " input tokens per minute";
  }
}

// A bucket is full again at `reset`, in whole seconds, rounded up.
void set_bucket(Headers& headers, const std::string& bucket, const LimitState& state,
                const Occasion& occasion) {
  const std::string name = "anthropic-ratelimit-" + bucket;
  const auto full_in = std::chrono::ceil<std::chrono::seconds>(state.full_in).count();
  set_header(headers, name + "-limit", std::to_string(state.most));
  set_header(headers, name + "-remaining", std::to_string(state.left));
  set_header(headers, name + "-reset", print_utc(occasion.utc_seconds + full_in));
}

}  // namespace

// The model as the service knows it; what a half understood question leaves out is left out.
std::string claude_limit_text(std::string_view limit, const Question& question) {
  const ClaudeModel* model = find_claude_model(question.model);
  std::string text = "This request would exceed your organization's rate limit of ";
  text += limit;
  text += " (org: ";
  text += claude_organization;
  text += ", model: ";
  text += model ? model->id : std::string_view(question.model);
  return text +
         "). For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the "
         "response headers for current usage. Please reduce the prompt length or the maximum "
         "tokens requested, or try again later. You may also contact sales at "
         "https://claude.com/contact-sales to discuss your options for a rate limit increase.";
}

Refusal refuse_claude_load(const Decision& decision, const Question& question) {
  if (decision.shortage == Shortage::capacity) return {529, "", ""};
  if (decision.shortage == Shortage::acceleration)
    return {429, "",
            "This request would exceed your organization's acceleration limit. Please scale up "
            "your usage more gradually. For details, refer to: "
            "https://docs.claude.com/en/api/rate-limits."};
  return {429, "", claude_limit_text(limit_of(decision), question)};
}

// The bucket of tokens is the two others together.
void tell_claude_limits(const LimitStates& states, const Occasion& occasion, Headers& headers) {
  const LimitState& input = states.input_tokens;
  const LimitState& output = states.output_tokens;
  const LimitState tokens{input.most + output.most, input.left + output.left,
                          std::max(input.full_in, output.full_in)};
  set_bucket(headers, "requests", states.requests, occasion);
  set_bucket(headers, "tokens", tokens, occasion);
  set_bucket(headers, "input-tokens", input, occasion);
  set_bucket(headers, "output-tokens", output, occasion);
}

}  // namespace squall
