// Faults that the edge tells: their bytes.
#include <algorithm>

#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

std::string body_of(const Reply& reply) {
  EXPECT_EQ(reply.script.back(), ending(StepKind::finish));
  return reply.script.size() == 2 ? reply.script[0].bytes : "";
}

TEST(EmptyError, IsAStatusAndNothingElse) {
  const Reply reply = edited("empty_error", {{"status", "520"}}, toy_stream());
  EXPECT_EQ(reply.status, 520);
  EXPECT_EQ(reply.script, Script{ending(StepKind::finish)});
  EXPECT_EQ(reply.framing, Framing::sized);
  EXPECT_EQ(header_of(reply, "content-type"), "(none)");
}

TEST(EdgePage, IsTheShortPageOfA502ByDefault) {
  const Reply reply = edited("edge_page", {}, toy_stream());
  EXPECT_EQ(reply.status, 502);
  EXPECT_EQ(header_of(reply, "content-type"), "text/html; charset=UTF-8");
  EXPECT_EQ(body_of(reply),
            "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad "
            "Gateway</h1></center>\n<hr><center>cloudflare</center>\n</body>\n</html>\n");
}

TEST(EdgePage, ShowsHostAndRayInTheDesignedPage) {
  const Reply reply = edited("edge_page", {{"form", "designed"}, {"status", "520"}}, toy_stream());
  const std::string page = body_of(reply), ray = header_of(reply, "cf-ray");
  EXPECT_TRUE(
      page.starts_with("<!DOCTYPE html>\n<!--[if lt IE 7]> <html class=\"no-js ie6 oldie\" "
                       "lang=\"en-US\"> <![endif]-->\n"));
  EXPECT_NE(page.find("<title>api.example.com | 520: Web server is returning an unknown "
                      "error</title>"),
            std::string::npos);
  EXPECT_NE(page.find(ray.substr(0, 16)), std::string::npos);
}

TEST(EdgePage, TellsWhenTheEdgeItselfFailed) {
  const std::string page =
      body_of(edited("edge_page", {{"form", "internal_error"}, {"status", "500"}}, toy_stream()));
  for (const std::string words :
       {"Internal server error", "Error code 500", "1970-01-01 00:00:00 UTC"})
    EXPECT_NE(page.find(words), std::string::npos) << words;
}

TEST(EnvoyError, NamesTheResetReasonInPlainText) {
  const std::string prefix =
      "upstream connect error or disconnect/reset before headers. reset reason: ";
  const auto line = [](std::string_view variant) {
    const Reply reply = edited("envoy_error", {{"variant", variant}}, toy_stream());
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(header_of(reply, "content-type"), "text/plain");
    return body_of(reply);
  };
  EXPECT_EQ(line("overflow"), prefix + "overflow");
  EXPECT_EQ(line("connection_termination"), prefix + "connection termination");
  EXPECT_EQ(line("connection_timeout"), prefix + "connection timeout");
  EXPECT_EQ(line("connection_refused"),
            prefix +
                "remote connection failure, transport failure reason: delayed connect error: "
                "Connection refused");
}

TEST(EnvoyError, ThrowsDiceForAnyVariant) {
  std::vector<std::string> seen;
  for (std::uint64_t dice = 0; dice < 60; ++dice) {
    const std::string line = body_of(edited("envoy_error", {}, toy_stream(), dice));
    if (std::ranges::count(seen, line) == 0) seen.push_back(line);
  }
  EXPECT_EQ(seen.size(), 4U);
}

TEST(EdgeProblem, HasAllKeysAndTheDelayInTheBodyOnly) {
  const Reply reply = edited("edge_problem", {}, toy_stream());
  const std::string ray = header_of(reply, "cf-ray").substr(0, 16);
  EXPECT_EQ(reply.status, 502);
  EXPECT_EQ(header_of(reply, "retry-after"), "(none)");
  EXPECT_EQ(
      body_of(reply),
      R"({"type":"https://developers.cloudflare.com/support/troubleshooting/http-status-codes/)"
      R"(cloudflare-5xx-errors/error-502/","title":"Error 502: Bad gateway","status":502,)"
      R"("detail":"The origin web server did not give a valid answer to Cloudflare.",)"
      R"("instance":")" +
          ray +
          R"(","error_code":502,"error_name":"origin_bad_gateway","error_category":"origin",)" +
          R"("ray_id":")" + ray +
          R"(","timestamp":"1970-01-01T00:00:00Z","zone":"api.example.com",)"
          R"("cloudflare_error":true,"retryable":true,"retry_after":60,)"
          R"("owner_action_required":false,)"
          R"("what_you_should_do":"Wait and retry with exponential backoff."})");
}

TEST(EdgeJson, HasANumberForACode) {
  EXPECT_EQ(
      body_of(edited("edge_json", {}, toy_stream())),
      R"({"error":{"code":502,"message":"Bad gateway.","param":null,"type":"cf_bad_gateway"}})");
  const Reply reply = edited("edge_json", {{"status", "503"}}, toy_stream());
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(body_of(reply), R"({"error":{"code":503,"message":"Service Unavailable.",)"
                            R"("param":null,"type":"cf_service_unavailable"}})");
}

TEST(LoadShed, SaysToComeBackLaterAndNotWhen) {
  const Reply reply = edited("load_shed", {}, toy_stream());
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(body_of(reply), R"({"status":"come back later"})");
  EXPECT_EQ(header_of(reply, "retry-after"), "(none)");
}

}  // namespace
}  // namespace squall
