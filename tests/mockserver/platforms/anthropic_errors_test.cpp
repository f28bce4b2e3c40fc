// Refusals: their envelope, their headers, and what proxies say in their place.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

Question some_question() { return claude().understand(post(body_with("", "claude-sonnet-4-0"))); }

Reply refused(int status, std::string type = "", std::string message = "") {
  return claude().refuse({status, std::move(type), std::move(message)}, some_question(),
                         some_occasion);
}

std::string refused_body(int status, std::string type = "", std::string message = "") {
  return masked(bytes_of(refused(status, std::move(type), std::move(message)).script));
}

std::string told_body(const Refusal& refusal) {
  return masked(bytes_of(claude().refuse(refusal, some_question(), some_occasion).script));
}

TEST(AnthropicErrors, TellsTypeAndTextUsualForTheStatus) {
  const auto envelope = [](std::string_view type, std::string_view message) {
    return R"({"type":"error","error":{"type":")" + std::string(type) + R"(","message":")" +
           std::string(message) + R"("},"request_id":"req_*"})";
  };
  EXPECT_EQ(refused_body(529), envelope("overloaded_error", "Overloaded"));
  EXPECT_EQ(refused_body(500), envelope("api_error", "Internal server error"));
  EXPECT_EQ(refused_body(504), envelope("timeout_error", "Request timeout"));
  EXPECT_EQ(refused_body(400), envelope("invalid_request_error", "Error"));
  EXPECT_EQ(refused_body(401), envelope("authentication_error", "invalid x-api-key"));
  EXPECT_EQ(refused_body(403),
            envelope("permission_error",
                     "Your API key does not have permission to use the specified resource."));
  EXPECT_EQ(refused_body(404), envelope("not_found_error", "Not Found"));
  EXPECT_EQ(refused_body(405), envelope("invalid_request_error", "Method Not Allowed"));
  EXPECT_EQ(refused_body(409), envelope("conflict_error", "Conflict"));
  EXPECT_EQ(refused_body(501), envelope("api_error", "Internal server error"));
  EXPECT_EQ(refused_body(402).substr(0, 48), R"({"type":"error","error":{"type":"billing_error",)");
  EXPECT_EQ(refused_body(400, "odd_error", "a \"quote\""), envelope("odd_error", R"(a \"quote\")"));
}

TEST(AnthropicErrors, TellsTheRateLimitAndTheModelByItsDatedName) {
  EXPECT_EQ(
      refused_body(429),
      R"({"type":"error","error":{"type":"rate_limit_error","message":"This request would exceed )"
      R"(your organization's rate limit of 2,000,000 input tokens per minute (org: )"
      R"(7c0de1a2-4b5f-4e6d-9a83-52d1f0b6c9e4, model: claude-sonnet-4-20250514). For details, )"
      R"(refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers )"
      R"(for current usage. Please reduce the prompt length or the maximum tokens requested, or )"
      R"(try again later. You may also contact sales at https://claude.com/contact-sales to )"
      R"(discuss your options for a rate limit increase."},"request_id":"req_*"})");
}

TEST(AnthropicErrors, RepeatsItsRequestIdInBodyAndHeader) {
  const Reply reply = refused(529);
  EXPECT_NE(bytes_of(reply.script).find(header_of(reply, "request-id")), std::string::npos);
}

TEST(AnthropicErrors, TellsTheRequestIdAsItIsToldTo) {
  const std::string error =
      R"({"type":"error","error":{"type":"api_error","message":"Internal server error"})";
  EXPECT_EQ(told_body({.status = 500, .type = "", .message = "", .request_id = ToldId::null}),
            error + R"(,"request_id":null})");
  EXPECT_EQ(told_body({.status = 500, .type = "", .message = "", .request_id = ToldId::absent}),
            error + "}");
}

TEST(AnthropicErrors, TellsNoRequestIdForAnOverloadDisguisedAs500) {
  EXPECT_EQ(told_body({.status = 500, .type = "", .message = "", .cause = Cause::hidden_overload}),
            R"({"type":"error","error":{"type":"api_error","message":"Overloaded"},)"
            R"("request_id":null})");
}

TEST(AnthropicErrors, SaysWhatIsAdvisedAfterItsMessage) {
  EXPECT_EQ(told_body({.status = 529,
                       .type = "",
                       .message = "",
                       .cause = Cause::usual,
                       .advice = "Please retry after 45 seconds"}),
            R"({"type":"error","error":{"type":"overloaded_error","message":)"
            R"("Overloaded. Please retry after 45 seconds"},"request_id":"req_*"})");
}

TEST(AnthropicErrors, SaysWhetherToRetry) {
  for (const int status : {408, 409, 429, 500, 504, 529})
    EXPECT_EQ(header_of(refused(status), "x-should-retry"), "true") << status;
  for (const int status : {400, 401, 402, 403, 404, 405, 413, 422})
    EXPECT_EQ(header_of(refused(status), "x-should-retry"), "false") << status;
}

TEST(AnthropicErrors, EmptiesTheBucketThatARateLimitNames) {
  const auto remaining = [](std::string message, const std::string& bucket) {
    return header_of(refused(429, "", std::move(message)),
                     "anthropic-ratelimit-" + bucket + "-remaining");
  };
  EXPECT_EQ(remaining("", "input-tokens"), "0");
  EXPECT_EQ(remaining("", "requests"), "3999");
  EXPECT_EQ(remaining("more than 50 requests per minute", "requests"), "0");
  EXPECT_EQ(remaining("more than 50 output tokens per minute", "output-tokens"), "0");
  const int wait = std::stoi(header_of(refused(429), "retry-after"));
  EXPECT_GE(wait, 1);
  EXPECT_LE(wait, 30);
}

TEST(AnthropicErrors, GivesASpendLimitNoTimeToRetryButTheNextMonth) {
  const Refusal spent{.status = 429, .type = "", .message = "", .cause = Cause::spend_limit};
  EXPECT_EQ(
      told_body(spent),
      R"({"type":"error","error":{"details":{"error_code":"enforced_spend_limit_reached"},)"
      R"("type":"rate_limit_error","message":"You have reached your API usage limits: your )"
      R"(monthly spend limit is used up. You will regain access on 2026-07-01 at 00:00 UTC."},)"
      R"("request_id":"req_*"})");
  EXPECT_EQ(header_of(claude().refuse(spent, some_question(), some_occasion), "retry-after"),
            "(none)");
}

TEST(AnthropicErrors, ShowsFullBucketsBesideASpuriousRateLimit) {
  const Reply reply =
      claude().refuse({.status = 429, .type = "", .message = "", .cause = Cause::no_quota_used},
                      some_question(), some_occasion);
  EXPECT_EQ(header_of(reply, "anthropic-ratelimit-requests-remaining"), "3999");
  EXPECT_EQ(header_of(reply, "anthropic-ratelimit-input-tokens-remaining"), "2000000");
  EXPECT_EQ(header_of(reply, "anthropic-ratelimit-output-tokens-remaining"), "400000");
}

TEST(AnthropicErrors, KeepsTheOrganizationFromStrangers) {
  EXPECT_EQ(header_of(refused(401), "anthropic-organization-id"), "(none)");
  EXPECT_EQ(header_of(refused(401), "anthropic-workspace-id"), "(none)");
  EXPECT_NE(header_of(refused(400), "anthropic-organization-id"), "(none)");
}

TEST(AnthropicErrors, HasTheHeadersOfAReal529) {
  const Reply reply = refused(529);
  EXPECT_EQ(reply.framing, Framing::sized);
  EXPECT_EQ(header_of(reply, "cache-control"), "no-store, no-cache");
  EXPECT_EQ(header_of(reply, "content-type"), "application/json");
  EXPECT_EQ(header_of(reply, "via"), "1.1 google");
  EXPECT_EQ(header_of(reply, "retry-after"), "(none)");
}

TEST(AnthropicErrors, SpeaksForTheEdgeWhereTheApiIsNotReached) {
  const std::string page =
      "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad "
      "Gateway</h1></center>\n<hr><center>cloudflare</center>\n</body>\n</html>\n";
  EXPECT_EQ(refused_body(502), page);
  EXPECT_EQ(refused_body(502, "", "no page").substr(0, 48),
            R"({"type":"error","error":{"type":"api_error","mes)");
  EXPECT_EQ(header_of(refused(502), "content-type"), "text/html; charset=UTF-8");
  EXPECT_EQ(header_of(refused(502), "request-id"), "(none)");
  EXPECT_TRUE(refused_body(520).starts_with(
      "<!DOCTYPE html>\n<!--[if lt IE 7]> <html class=\"no-js ie6 oldie\" lang=\"en-US\"> "
      "<![endif]-->"));
  EXPECT_NE(refused_body(520).find("<title>api.anthropic.com | 520: Web server is returning an "
                                   "unknown error</title>"),
            std::string::npos);
  EXPECT_NE(refused_body(524).find("524 A timeout occurred"), std::string::npos);
}

TEST(AnthropicErrors, GivesEnvoysReasonInPlainText) {
  EXPECT_EQ(refused_body(503),
            "upstream connect error or disconnect/reset before headers. reset reason: overflow");
  EXPECT_EQ(header_of(refused(503), "content-type"), "text/plain");
}

TEST(AnthropicErrors, TellsAnErrorInsideAStreamWithItsDetailsFirst) {
  const Script script = claude().refuse_midway({529, "", ""}, some_occasion);
  ASSERT_EQ(script.size(), 1u);
  EXPECT_EQ(script[0].role, Role::error);
  expect_golden("anthropic/error_midway.txt", masked(script[0].bytes));
}

TEST(AnthropicErrors, RefusesHalfUnderstoodQuestions) {
  EXPECT_EQ(claude().refuse({429, "", ""}, Question{}, some_occasion).status, 429);
}

}  // namespace
}  // namespace squall
