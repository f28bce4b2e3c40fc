// Which failures are tried again, by whom.
#include "runner/reference/retry_rules.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

bool tries_again(const char* stack, int status, const std::string& wish = "",
                 const std::string& kind = "status", const std::string& body = "") {
  HttpResponse response;
  response.status = status;
  response.body = body;
  if (!wish.empty()) response.headers = {{"x-should-retry", wish}};
  return may_retry(*find_reference(stack), response, {kind, ""});
}

TEST(MayRetry, OfTheSdksGoesByTheWishThenByTheStatus) {
  for (const int status : {0, 408, 409, 429, 500, 502, 503, 520, 529})
    EXPECT_TRUE(tries_again("sdk-like", status)) << status;
  for (const int status : {200, 307, 400, 401, 403, 404, 413, 422, 425})
    EXPECT_FALSE(tries_again("sdk-like", status)) << status;
  EXPECT_TRUE(tries_again("sdk-like", 400, "true"));
  EXPECT_FALSE(tries_again("sdk-like", 529, "false"));
  EXPECT_TRUE(tries_again("sdk-like", 529, "perhaps"));
}

TEST(MayRetry, OfTheResilientTriesBrokenAnswersAndDeadEnds) {
  for (const int status : {0, 200, 303, 307, 408, 409, 425, 429, 500, 502, 520, 529})
    EXPECT_TRUE(tries_again("resilient", status)) << status;
  for (const int status : {400, 401, 403, 404, 413, 422})
    EXPECT_FALSE(tries_again("resilient", status)) << status;
}

TEST(MayRetry, OfTheResilientBelievesA4xxAndNoServerThatIsUnwell) {
  EXPECT_TRUE(tries_again("resilient", 400, "true"));
  EXPECT_FALSE(tries_again("resilient", 429, "false"));
  EXPECT_TRUE(tries_again("resilient", 500, "false"));
  EXPECT_TRUE(tries_again("resilient", 529, "false"));
}

TEST(MayRetry, OfTheResilientTakesRefusalsAndSpendCapsAsFinal) {
  EXPECT_FALSE(tries_again("resilient", 200, "", "refusal"));
  EXPECT_FALSE(
      tries_again("resilient", 429, "true", "status",
                  R"({"error":{"details":{"error_code":"enforced_spend_limit_reached"}}})"));
}

TEST(RefusesThinking, ReadsTheRefusalOfAForeignSignature) {
  HttpResponse response;
  response.status = 400;
  response.body = "messages.1.content.0: Invalid `signature` in `thinking` block";
  EXPECT_TRUE(refuses_thinking(response));
  response.status = 500;
  EXPECT_FALSE(refuses_thinking(response));
  response.status = 400;
  response.body = "max_tokens: Field required";
  EXPECT_FALSE(refuses_thinking(response));
}

}  // namespace
}  // namespace squall
