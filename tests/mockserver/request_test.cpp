// Looking things up in a request.
#include "mockserver/request.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

TEST(Request, SplitsPathAndQuery) {
  const Request request{"GET", "/v1/models?limit=2&after=&beta", {}, ""};
  EXPECT_EQ(request.path(), "/v1/models");
  EXPECT_EQ(request.query("limit"), "2");
  EXPECT_EQ(request.query("after"), "");
  EXPECT_EQ(request.query("beta"), "");
  EXPECT_EQ(request.query("lim"), "");
}

TEST(Request, SurvivesAnOddQuery) {
  const Request request{"GET", "/?&&=x&a=1=2&", {}, ""};
  EXPECT_EQ(request.path(), "/");
  EXPECT_EQ(request.query(""), "");
  EXPECT_EQ(request.query("a"), "1=2");
  EXPECT_EQ((Request{"GET", "", {}, ""}.path()), "");
  EXPECT_EQ((Request{"GET", "?a", {}, ""}.query("a")), "");
}

TEST(Request, KnowsWhoAsks) {
  const auto key = [](std::vector<std::pair<std::string, std::string>> headers) {
    return std::string(Request{"GET", "/", std::move(headers), ""}.api_key());
  };
  EXPECT_EQ(key({{"authorization", "Bearer b"}, {"x-api-key", "a"}}), "a");
  EXPECT_EQ(key({{"authorization", "Bearer b"}}), "b");
  EXPECT_EQ(key({{"authorization", "bearer c"}}), "c");
  EXPECT_EQ(key({{"authorization", "Basic d"}}), "");
  EXPECT_EQ(key({{"authorization", "Bearer "}}), "");
  EXPECT_EQ(key({}), "");
}

TEST(Request, GivesTheFirstOfSeveralHeaders) {
  const Request request{"GET", "/", {{"a", "1"}, {"b", "2"}, {"a", "3"}}, ""};
  EXPECT_EQ(request.header("a"), "1");
  EXPECT_EQ(request.header("c"), "");
}

}  // namespace
}  // namespace squall
