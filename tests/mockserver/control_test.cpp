// The control API: who may use it, and what it does.
#include "mockserver/control.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace squall {
namespace {

struct Desk {
  Instant now = std::chrono::minutes(17);
  Control control{"secret",
                  {.now = [this] { return now; },
                   .skip = [this](Duration forward) { now += forward; },
                   .history = [] { return std::string("{\"event\":\"stray\"}\n"); },
                   .scenario = "toy",
                   .speed = "60"}};

  // Status and body.
  std::string ask(std::string method, std::string target, std::string body = "",
                  std::vector<std::pair<std::string, std::string>> headers = {
                      {"authorization", "Bearer secret"}}) {
    const auto reply =
        control({std::move(method), std::move(target), std::move(headers), std::move(body)});
    return reply ? std::to_string(reply->status) + " " + reply->script[0].bytes : "not mine";
  }
};

const std::string at_17_minutes =
    "200 {\"scenario\":\"toy\",\"now_ns\":1020000000000,\"now\":\"+17min\",\"speed\":\"60\"}\n";

TEST(Control, LeavesAllOtherPathsToThePlatforms) {
  Desk desk;
  EXPECT_EQ(desk.ask("GET", "/v1/messages"), "not mine");
  EXPECT_EQ(desk.ask("GET", "/squall"), "not mine");
  EXPECT_EQ(desk.ask("GET", "/x/squall/time"), "not mine");
}

TEST(Control, TellsTheTime) {
  Desk desk;
  EXPECT_EQ(desk.ask("GET", "/squall/time"), at_17_minutes);
  EXPECT_EQ(desk.ask("GET", "/squall/time?now"), at_17_minutes);
}

TEST(Control, TakesItsTokenFromEitherHeader) {
  Desk desk;
  EXPECT_EQ(desk.ask("GET", "/squall/time", "", {{"x-squall-token", "secret"}}), at_17_minutes);
}

TEST(Control, RefusesWhoeverHasNoToken) {
  Desk desk;
  using Headers = std::vector<std::pair<std::string, std::string>>;
  for (const Headers& headers :
       {Headers{}, Headers{{"authorization", "secret"}}, Headers{{"authorization", "Bearer "}},
        Headers{{"authorization", "Bearer secret1"}}, Headers{{"authorization", "Bearer secreT"}},
        Headers{{"x-squall-token", ""}}, Headers{{"x-squall-token", "secre"}}}) {
    for (const std::string path : {"/squall/time", "/squall/history", "/squall/none"})
      EXPECT_TRUE(desk.ask("GET", path, "", headers).starts_with("401 {")) << path;
    EXPECT_TRUE(desk.ask("POST", "/squall/time", R"({"skip":"5min"})", headers).starts_with("401"));
  }
  EXPECT_EQ(desk.now, std::chrono::minutes(17));
}

TEST(Control, LetsNobodyInWithAnEmptyToken) {
  const Control control("", ControlPowers{});
  EXPECT_EQ(control({"GET", "/squall/time", {}, ""})->status, 401);
  EXPECT_EQ(control({"GET", "/squall/time", {{"x-squall-token", ""}}, ""})->status, 401);
}

TEST(Control, MovesTimeForwardAtOnce) {
  Desk desk;
  EXPECT_EQ(desk.ask("POST", "/squall/time", R"({"skip":"1h30s"})"),
            "200 {\"scenario\":\"toy\",\"now_ns\":4650000000000,\"now\":\"+1h17min30s\","
            "\"speed\":\"60\"}\n");
  EXPECT_EQ(desk.ask("POST", "/squall/time", R"({"skip":"0"})").substr(0, 4), "200 ");
}

TEST(Control, RefusesToMoveTimeForABadBody) {
  Desk desk;
  for (const std::string body :
       {"", "{", "[]", "null", "\"5min\"", "{}", R"({"skip":5})", R"({"skip":"soon"})",
        R"({"skip":"-5min"})", R"({"skip":null})", R"({"skip":"99999999999999h"})", "\xff\xfe"})
    EXPECT_TRUE(desk.ask("POST", "/squall/time", body).starts_with("400 {")) << body;
  EXPECT_EQ(desk.now, std::chrono::minutes(17));
}

TEST(Control, DoesNotMoveTimePastItsEnd) {
  Desk desk;
  for (int i = 0; i < 100; ++i) desk.ask("POST", "/squall/time", R"({"skip":"3000d"})");
  EXPECT_EQ(desk.now, std::chrono::minutes(17) + std::chrono::days(3000));
}

TEST(Control, GivesTheHistory) {
  Desk desk;
  EXPECT_EQ(desk.ask("GET", "/squall/history"), "200 {\"event\":\"stray\"}\n");
}

TEST(Control, SaysWhatItKnowsWhenAskedForSomethingElse) {
  Desk desk;
  EXPECT_TRUE(desk.ask("GET", "/squall/").starts_with("404 {"));
  EXPECT_TRUE(desk.ask("DELETE", "/squall/time").starts_with("404 {"));
  EXPECT_TRUE(desk.ask("POST", "/squall/history").starts_with("404 {"));
}

}  // namespace
}  // namespace squall
