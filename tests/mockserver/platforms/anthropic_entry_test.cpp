// Paths, callers and versions: what is decided before the body matters.
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

Request without(std::string_view header) {
  Request request = post(body_with(""));
  std::erase_if(request.headers, [&](const auto& item) { return item.first == header; });
  return request;
}

TEST(AnthropicEntry, ServesItsPathsBehindAnyPrefix) {
  for (const std::string_view path :
       {"/v1/messages", "/messages", "/run7/v1/messages", "/run7/messages",
        "/v1/messages/count_tokens", "/messages/count_tokens", "/v1/models",
        "/a/b/v1/models/claude-opus-5", "/v1/messages/batches"})
    EXPECT_TRUE(claude().serves(path)) << path;
  for (const std::string_view path : {"/", "", "/v1/chat/completions", "/v1/responses",
                                      "/v1/models/", "/models", "/v1/modelsx", "/model/x/invoke"})
    EXPECT_FALSE(claude().serves(path)) << path;
}

TEST(AnthropicEntry, NamesItsEndpointsAsScenariosDo) {
  Request request = post(body_with(""));
  EXPECT_EQ(claude().understand(request).endpoint_name, "messages");
  request.target = "/v1/messages/count_tokens?beta=true";
  EXPECT_EQ(claude().understand(request).endpoint_name, "count_tokens");
  EXPECT_EQ(claude().understand(ask("/v1/models")).endpoint_name, "models");
}

TEST(AnthropicEntry, TakesEitherKeyAndEitherVersion) {
  EXPECT_EQ(told(post(body_with(""), "2023-06-01")), "200");
  EXPECT_EQ(told(post(body_with(""), "2026-10-21")), "200");
  Request bearer = without("x-api-key");
  bearer.headers.emplace_back("authorization", "Bearer sk-ant-dummy");
  EXPECT_EQ(told(bearer), "200");
}

TEST(AnthropicEntry, LetsTheKeyWinOverTheBearerToken) {
  Request both = post(body_with(""));
  both.headers.emplace_back("authorization", "Basic nonsense");
  EXPECT_EQ(told(both), "200");
}

TEST(AnthropicEntry, RefusesStrangersBeforeAnythingElse) {
  Request nobody = without("x-api-key");
  nobody.body = "{";
  EXPECT_EQ(told(nobody), "401 x-api-key header is required");
  nobody.headers.emplace_back("authorization", "Bearer ");
  EXPECT_EQ(told(nobody), "401 Invalid bearer token");
}

TEST(AnthropicEntry, AsksForTheVersionBeforeItReadsTheBody) {
  Request request = without("anthropic-version");
  request.body = "{";
  EXPECT_EQ(told(request), "400 anthropic-version: header is required");
  EXPECT_EQ(told(post("{", "2020-01-01")), "400 anthropic-version: is not a valid version");
}

TEST(AnthropicEntry, RefusesWrongMethodsAndUnknownPaths) {
  Request request = post(body_with(""));
  request.method = "GET";
  EXPECT_EQ(claude().understand(request).refusal->status, 405);
  request.target = "/v1/messages/batches";
  EXPECT_EQ(claude().understand(request).refusal->status, 404);
  Request models = ask("/v1/models");
  models.method = "POST";
  EXPECT_EQ(claude().understand(models).refusal->status, 405);
}

TEST(AnthropicEntry, CountsARefusedRequestToItsCallAllTheSame) {
  Request request = without("x-api-key");
  request.body = R"({"model":"claude-opus-5","stream":true,"system":"Be brief.","messages":[)"
                 R"({"role":"user","content":[{"type":"text","text":"one "},{"type":"text",)"
                 R"("text":"two"}]},{"role":"assistant","content":"three"},)"
                 R"({"role":"user","content":"four"}]})";
  const Question question = claude().understand(request);
  EXPECT_EQ(question.refusal->status, 401);
  EXPECT_EQ(question.model, "claude-opus-5");
  EXPECT_EQ(question.conversation, "Be brief.\none two");
  EXPECT_EQ(question.turn, 1u);
  EXPECT_TRUE(question.stream);
}

TEST(AnthropicEntry, KeepsModelAndVersionOutOfTheConversation) {
  const Question one = claude().understand(post(body_with("", "claude-opus-5"), "2023-06-01"));
  const Question other = claude().understand(post(body_with("", "claude-haiku-4-5"), "2026-10-21"));
  EXPECT_EQ(one.conversation, other.conversation);
}

TEST(AnthropicEntry, StopsBodiesThatAreTooLargeAtTheEdge) {
  const Request request = post(std::string((32U << 20) + 1, ' '));
  const Question question = claude().understand(request);
  ASSERT_EQ(question.refusal->status, 413);
  EXPECT_EQ(bytes_of(claude().refuse(*question.refusal, question, some_occasion).script),
            R"({"error":{"type":"request_too_large",)"
            R"("message":"Request exceeds the maximum size"}})");
}

}  // namespace
}  // namespace squall
