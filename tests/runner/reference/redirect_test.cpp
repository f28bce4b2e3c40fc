// Locations that are followed, and those that are not.
#include "runner/reference/redirect.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

std::string target(const std::string& location, int status = 307) {
  HttpResponse response;
  response.status = status;
  response.headers = {{"location", location}};
  return redirect_target(response, "/anthropic/v1/messages?x=1").value_or("none");
}

TEST(Redirect, ResolvesAgainstTheRequest) {
  EXPECT_EQ(target("?redirected=1"), "/anthropic/v1/messages?redirected=1");
  EXPECT_EQ(target("/v2/messages"), "/v2/messages");
  EXPECT_EQ(target("batches#top"), "/anthropic/v1/batches");
  EXPECT_EQ(target("http://127.0.0.1/v2?y"), "/v2?y");
  EXPECT_EQ(target("http://127.0.0.1?y"), "/?y");
  EXPECT_EQ(target("//127.0.0.1/v2"), "/v2");
}

TEST(Redirect, StaysAtItsHost) {
  for (const char* elsewhere :
       {"http://example.com/v1", "http://127.0.0.1:81/v1", "http://127.0.0.12/v1",
        "https://127.0.0.1/v1", "//example.com/", "mailto:a@b", "", "#top", "/a b", "/a\xc3\xa9"})
    EXPECT_EQ(target(elsewhere), "none") << elsewhere;
}

TEST(Redirect, RepeatsThePostWhereThatIsMeant) {
  for (const int status : {301, 302, 307, 308}) EXPECT_EQ(target("/x", status), "/x") << status;
  for (const int status : {200, 300, 303, 304, 305, 404})
    EXPECT_EQ(target("/x", status), "none") << status;
}

}  // namespace
}  // namespace squall
