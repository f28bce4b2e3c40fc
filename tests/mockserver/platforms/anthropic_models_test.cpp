// The model list: pages, cursors, single models.
#include "mockserver/platforms/json.hpp"
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

struct Page {
  std::vector<std::string> ids;
  std::string first, last;
  bool more;
};

Page page_of(std::string target) {
  std::string problem;
  const JsonValue value = parse_json(body_to(ask(std::move(target))), problem);
  EXPECT_EQ(problem, "");
  const JsonObject& body = value.get_object();
  Page page{{},
            std::string(text_member(body, "first_id")),
            std::string(text_member(body, "last_id")),
            flag_member(body, "has_more")};
  for (const JsonValue& item : *array_member(body, "data"))
    page.ids.emplace_back(text_member(item.get_object(), "id"));
  return page;
}

TEST(AnthropicModels, ListsTwentyUnlessAskedOtherwise) {
  const Page page = page_of("/v1/models");
  EXPECT_EQ(page.ids.size(), 20u);
  EXPECT_TRUE(page.more);
  EXPECT_EQ(page.first, page.ids.front());
  EXPECT_EQ(page.last, page.ids.back());
  EXPECT_FALSE(page_of("/v1/models?limit=1000").more);
}

TEST(AnthropicModels, WalksForwardByItsLastId) {
  const Page all = page_of("/v1/models?limit=1000");
  std::vector<std::string> walked;
  std::string target = "/v1/models?limit=4";
  for (bool more = true; more;) {
    const Page page = page_of(target);
    walked.insert(walked.end(), page.ids.begin(), page.ids.end());
    target = "/v1/models?limit=4&after_id=" + page.last;
    more = page.more;
  }
  EXPECT_EQ(walked, all.ids);
}

TEST(AnthropicModels, WalksBackByItsFirstId) {
  const Page all = page_of("/v1/models?limit=1000");
  const Page before = page_of("/v1/models?limit=2&before_id=" + all.ids[5]);
  EXPECT_EQ(before.ids, (std::vector<std::string>{all.ids[3], all.ids[4]}));
  EXPECT_TRUE(before.more);
  EXPECT_FALSE(page_of("/v1/models?limit=2&before_id=" + all.ids[2]).more);
}

TEST(AnthropicModels, EndsWithAnEmptyPage) {
  const std::string last = page_of("/v1/models?limit=1000").last;
  EXPECT_EQ(body_to(ask("/v1/models?after_id=" + last)),
            R"({"data":[],"has_more":false,"first_id":null,"last_id":null})");
}

TEST(AnthropicModels, RefusesWrongLimitsAndCursors) {
  EXPECT_EQ(told(ask("/v1/models?limit=0")),
            "400 limit: Input should be greater than or equal to 1");
  EXPECT_EQ(told(ask("/v1/models?limit=1001")),
            "400 limit: Input should be less than or equal to 1000");
  EXPECT_EQ(told(ask("/v1/models?limit=many")), "400 limit: Input should be a valid integer");
  EXPECT_EQ(told(ask("/v1/models?after_id=claude-0")), "400 after_id: Invalid cursor");
}

TEST(AnthropicModels, ShowsOneModelByEitherName) {
  const std::string body = body_to(ask("/v1/models/claude-haiku-4-5"));
  EXPECT_EQ(body, body_to(ask("/prefix/v1/models/claude-haiku-4-5-20251001?beta=true")));
  expect_golden("anthropic/model.json", body + "\n");
}

TEST(AnthropicModels, KnowsNoOtherModels) {
  EXPECT_EQ(told(ask("/v1/models/claude-sonet-4-5")), "404 model: claude-sonet-4-5");
  EXPECT_EQ(told(ask("/v1/models/\xff\n")), "404 model: ??");
}

TEST(AnthropicModels, ShowsNoRateLimits) {
  EXPECT_EQ(header_of(answer_to(ask("/v1/models")).reply, "anthropic-ratelimit-requests-limit"),
            "(none)");
}

}  // namespace
}  // namespace squall
