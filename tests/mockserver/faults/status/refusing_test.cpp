// Every way to say, or not to say, when to try again.
#include "mockserver/faults/status/refusing.hpp"

#include <algorithm>

#include "tests/support/toy_platform.hpp"

namespace squall {
namespace {

// The headers of a refusal on 2026-06-05 at 15:00:00 UTC, where the platform would say 7 seconds.
Headers headers_with(const Given& given) {
  const FaultKind& kind = fault_named("overloaded");
  const Request request;
  const Question question;
  Occasion occasion;
  occasion.utc_seconds = 1'780'671'600;
  Random random{1};
  Reply reply = toy_body();
  std::get<ReplyEdit>(kind.make(settings_of(kind, given)))(
      reply, {toy_platform, request, question, occasion}, random);
  return reply.headers;
}

// What a scenario is told that gives this setting, or "".
std::string complaint(std::string_view key, std::string_view text) {
  const auto row = std::ranges::find(retry_settings, key, &Setting::key);
  SettingValue value;
  return read_setting(*row, text, value);
}

TEST(RetryAfter, StandsAsTheScenarioHasIt) {
  for (const std::string text : {"30", "1.5", "0", "-5", "86400", "soon", "date"})
    EXPECT_EQ(headers_with({{"retry_after", text}}), (Headers{{"retry-after", text}}));
}

TEST(RetryAfter, IsThePlatformsOrNone) {
  EXPECT_EQ(headers_with({}), (Headers{{"retry-after", "7"}}));
  EXPECT_EQ(headers_with({{"retry_after", "none"}}), Headers{});
}

TEST(RetryAfter, IsAnHttpDateBeforeOrAfterTheMomentOfTheAnswer) {
  EXPECT_EQ(headers_with({{"retry_after", "date 30s"}}),
            (Headers{{"retry-after", "Fri, 05 Jun 2026 15:00:30 GMT"}}));
  EXPECT_EQ(headers_with({{"retry_after", "date -30s"}}),
            (Headers{{"retry-after", "Fri, 05 Jun 2026 14:59:30 GMT"}}));
  EXPECT_EQ(headers_with({{"retry_after", "date 1d"}}),
            (Headers{{"retry-after", "Sat, 06 Jun 2026 15:00:00 GMT"}}));
}

TEST(RetryAfter, ComesInMillisecondsTooOrAlone) {
  EXPECT_EQ(headers_with({{"retry_after_ms", "1500"}}),
            (Headers{{"retry-after", "7"}, {"retry-after-ms", "1500"}}));
  EXPECT_EQ(headers_with({{"retry_after", "none"}, {"retry_after_ms", "1500"}}),
            (Headers{{"retry-after-ms", "1500"}}));
}

TEST(RetryAfter, CannotBeginAnotherHeader) {
  for (const std::string_view key : {"retry_after", "retry_after_ms"})
    for (const std::string_view text : {"1\r\nset-cookie: a=b", "1\n", "\x7f"})
      EXPECT_EQ(complaint(key, text), "a header's value, without control characters") << key;
  EXPECT_EQ(complaint("retry_after_ms", "soon"), "");
}

TEST(RetryAfter, IsADateOnlyWithADuration) {
  for (const std::string_view text : {"date foo", "date ", "date 30"})
    EXPECT_EQ(complaint("retry_after", text),
              "`date` and a duration, such as date 30s or date -30s")
        << text;
  EXPECT_EQ(complaint("retry_after", "date -30s"), "");
}

TEST(RetryAfter, CanStandInTheTextAlone) {
  const auto text = [](std::string_view lasting) {
    return script_after("overloaded", {{"retry_after_body", lasting}});
  };
  EXPECT_EQ(text("45s"), "0 send body \"refused /. Please retry after 45 seconds\"\n0 finish\n");
  EXPECT_EQ(text("1.5s"), "0 send body \"refused /. Please retry after 1.5 seconds\"\n0 finish\n");
  EXPECT_EQ(text("0s"), "0 send body \"refused /\"\n0 finish\n");
}

TEST(ShouldRetry, AgreesOrContradictsOrIsNotThere) {
  EXPECT_EQ(headers_with({{"should_retry", "false"}}),
            (Headers{{"retry-after", "7"}, {"x-should-retry", "false"}}));
  EXPECT_EQ(headers_with({{"should_retry", "true"}}),
            (Headers{{"retry-after", "7"}, {"x-should-retry", "true"}}));
  EXPECT_EQ(headers_with({{"should_retry", "none"}}), (Headers{{"retry-after", "7"}}));
}

TEST(RetrySettings, AreSharedByEveryFaultOfTheGroup) {
  for (const FaultGroup* group : fault_groups()) {
    if (group->name != "status") continue;
    for (const FaultKind* kind : group->kinds) {
      const Reply reply = edited(kind->word.name,
                                 {{"retry_after", "9"},
                                  {"retry_after_ms", "9000"},
                                  {"retry_after_body", "9s"},
                                  {"should_retry", "false"}},
                                 toy_stream());
      Headers told;
      for (const auto& header : reply.headers)
        if (header.first.find("retry") != std::string::npos) told.push_back(header);
      EXPECT_EQ(
          told,
          (Headers{{"retry-after", "9"}, {"retry-after-ms", "9000"}, {"x-should-retry", "false"}}))
          << kind->word.name;
      if (kind->word.name == "empty_error") continue;  // has no body that could tell
      EXPECT_NE(print(reply.script).find('9'), std::string::npos) << kind->word.name;
      EXPECT_TRUE(kind->word.reach.replaces) << kind->word.name;
    }
  }
}

}  // namespace
}  // namespace squall
