// What one attempt is answered: composition of layers, determinism, routing.
#include "mockserver/answer.hpp"

#include <algorithm>

#include "tests/support/http_response.hpp"
#include "tests/support/virtual_run.hpp"

namespace squall {
namespace {

const Request toy_request{"POST", "/toy", {}, "stream"};

// What the toy platform says under these rules, to a stream unless told otherwise.
Planned planned(std::vector<Rule> rules, const Request& request = toy_request,
                std::uint64_t attempt = 1, Instant at = {}) {
  Scenario scenario = scenario_with_rules(std::move(rules));
  scenario.pace.first_token.a = 0;
  scenario.pace.tokens_per_second.a = 1e9;
  const Plan plan(scenario, 7);
  const AttemptId id{3, 3, 0, static_cast<std::uint32_t>(attempt)};
  return plan_answer(plan, toy_platform, request, toy_understand(request), id, at, {});
}

// The same with what load decided.
Planned admitted(const Admission& admission, std::vector<Rule> rules = {}) {
  Scenario scenario = scenario_with_rules(std::move(rules));
  scenario.pace.first_token.a = 4;
  scenario.pace.tokens_per_second.a = 1e12;
  const Plan plan(scenario, 7);
  return plan_answer(plan, toy_platform, toy_request, toy_understand(toy_request), {3, 3, 0, 1}, {},
                     {}, admission);
}

std::string body_under(std::vector<Rule> rules) {
  return only_response(bytes_of(planned(std::move(rules)).script)).body;
}

Duration time_of(const Script& script) {
  Duration all{};
  for (const Step& step : script) all += step.lasting;
  return std::chrono::floor<std::chrono::milliseconds>(all);
}

std::vector<std::size_t> rules_of(const Planned& answer) {
  std::vector<std::size_t> rules;
  for (const Firing& firing : answer.firings) rules.push_back(firing.rule);
  return rules;
}

TEST(PlanAnswer, IsTheHealthyAnswerWithoutRules) {
  const Planned healthy = planned({});
  EXPECT_EQ(healthy.status, 200);
  EXPECT_EQ(healthy.meant, "onetwothreefourfive");
  EXPECT_EQ(only_response(bytes_of(healthy.script)).body,
            "openping<one><two><three><four><five>shutusagestop");
  EXPECT_TRUE(healthy.firings.empty());
}

TEST(PlanAnswer, SaysWhatLoadDecided) {
  Admission admission;
  admission.slowness = {5, 2};
  EXPECT_EQ(time_of(admitted({}).script), std::chrono::seconds(4));
  EXPECT_EQ(time_of(admitted(admission).script), std::chrono::seconds(10));

  admission.refusal =
      Decision{.entry = Entry::refused, .shortage = Shortage::capacity, .wait = Duration{1}};
  const TestResponse refused = only_response(bytes_of(admitted(admission).script));
  EXPECT_EQ(refused.status, 529);
  EXPECT_EQ(header_in(refused.head, "retry-after"), "1");
  EXPECT_EQ(refused.body, "refused /");
  admission.refusal = Decision{.entry = Entry::refused, .shortage = Shortage::requests};
  const TestResponse limited = only_response(bytes_of(admitted(admission).script));
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(header_in(limited.head, "retry-after"), "");
}

TEST(PlanAnswer, LetsOnlyFaultsOfBytesActOnARefusalByLoad) {
  Admission admission;
  admission.refusal = Decision{.entry = Entry::refused, .shortage = Shortage::capacity};
  const Planned refused = admitted(admission, {rule_with("other", "overloaded"),
                                               rule_with("late", "latency", {{"lasting", "5s"}})});
  EXPECT_EQ(rules_of(refused), std::vector<std::size_t>{1});
  EXPECT_EQ(time_of(refused.script), std::chrono::seconds(5));
}

TEST(PlanAnswer, TellsLoadRulesApartAndWhatTheAnswerTakes) {
  const Planned answer = admitted({}, {rule_with("full", "station")});
  EXPECT_EQ(answer.load, (std::vector<Firing>{{0, 0}}));
  EXPECT_TRUE(answer.firings.empty());
  EXPECT_EQ(answer.work, std::chrono::seconds(4));
  EXPECT_EQ(answer.output_tokens, 5U);
}

TEST(PlanAnswer, RefusesAWrongRequestInThePlatformsWords) {
  const Planned refused = planned({}, {"POST", "/toy", {}, "wrong"});
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.meant, "");
  EXPECT_EQ(only_response(bytes_of(refused.script)).body, "refused /wrong");
}

TEST(PlanAnswer, LetsOnlyTheFirstAnswerFaultAct) {
  const Planned answer =
      planned({rule_with("late", "latency", {{"lasting", "3s"}}), rule_with("busy", "overloaded"),
               rule_with("broken", "error_status", {{"status", "500"}})});
  EXPECT_EQ(answer.status, 529);
  EXPECT_EQ(rules_of(answer), (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(time_of(answer.script), std::chrono::seconds(3));
  EXPECT_EQ(only_response(bytes_of(answer.script)).body, "refused /");
}

TEST(PlanAnswer, KeepsChunksValidUnderContentFaults) {
  EXPECT_EQ(body_under({rule_with("cut", "silent_truncation", {{"at", "2/5"}})}),
            "openping<one><two>");
  EXPECT_EQ(
      body_under({rule_with("cut", "silent_truncation", {{"at", "2/5"}, {"place", "in_event"}})}),
      "openping<one><two><th");
  EXPECT_EQ(body_under({rule_with("stall", "stall", {{"at", "2/5"}})}),
            "openping<one><two><three><four><five>shutusagestop");
}

// Each of the letters would double what the one before it left.
TEST(PlanAnswer, EndsTheGrowthOfScriptsAtALimit) {
  std::vector<Rule> rules{rule_with("huge", "huge_event", {{"at", "0"}, {"size", "64MiB"}})};
  for (const std::string id : {"a", "b", "c", "d", "e", "f", "g", "h"})
    rules.push_back(rule_with(id, "prefix_again", {{"at", "1"}}));
  rules.push_back(rule_with("late", "events_after_end", {{"count", "1000"}}));
  rules.push_back(rule_with("twice", "event_duplicated", {{"count", "1000"}}));
  for (const std::string id : {"more", "most"})
    rules.push_back(rule_with(id, "huge_event", {{"at", "0"}, {"size", "64MiB"}}));
  const Planned answer = planned(std::move(rules), {"POST", "/toy", {}, "stream with tools"});
  EXPECT_EQ(rules_of(answer), (std::vector<std::size_t>{0, 1, 11}));
  EXPECT_LE(body_size(answer.script), most_bytes);
}

TEST(PlanAnswer, SumsWaitsUpToTheEndOfTime) {
  Script script(40, wait(longest));
  script.push_back(ending(StepKind::finish));
  EXPECT_EQ(work_of(script), std::pair(Duration::max(), std::uint64_t{0}));
}

TEST(PlanAnswer, LetsAStallBeforeATruncationStand) {
  const Planned answer = planned({rule_with("stall", "stall", {{"at", "1/5"}, {"lasting", "9s"}}),
                                  rule_with("cut", "silent_truncation", {{"at", "3/5"}})});
  EXPECT_EQ(time_of(answer.script), std::chrono::seconds(9));
  EXPECT_EQ(only_response(bytes_of(answer.script)).body, "openping<one><two><three>");
}

TEST(PlanAnswer, CutsAwayAStallAfterATruncation) {
  const Planned answer = planned({rule_with("stall", "stall", {{"at", "4/5"}, {"lasting", "9s"}}),
                                  rule_with("cut", "silent_truncation", {{"at", "3/5"}})});
  EXPECT_EQ(time_of(answer.script), std::chrono::seconds(0));
}

TEST(PlanAnswer, TakesSharesOfWhatTheFaultBeforeLeft) {
  EXPECT_EQ(body_under({rule_with("cut", "silent_truncation", {{"at", "4/5"}}),
                        rule_with("again", "silent_truncation", {{"at", "1/2"}})}),
            "openping<one><two>");
}

TEST(PlanAnswer, ForgetsALatencyThatAResetBeforeTheHeadFollows) {
  const Rule late = rule_with("late", "latency", {{"lasting", "3s"}});
  const Rule gone = rule_with("gone", "connection_reset", {{"when", "before_head"}});
  EXPECT_EQ(print(planned({late, gone}).script), "0 reset\n");
  EXPECT_EQ(print(planned({gone, late}).script), "3s reset\n");
}

TEST(PlanAnswer, DelaysTheHeadWithTheFirstByte) {
  const Script script = planned({rule_with("late", "latency", {{"lasting", "3s"}})}).script;
  EXPECT_EQ(script[0], wait(std::chrono::seconds(3)));
  EXPECT_EQ(script[1].role, Role::head);
}

TEST(PlanAnswer, ResetsARefusalUnderTheLengthOfTheWhole) {
  const Planned answer =
      planned({rule_with("busy", "overloaded"), rule_with("gone", "connection_reset")});
  EXPECT_EQ(bytes_of(answer.script),
            "HTTP/1.1 529 Overloaded\r\nretry-after: 7\r\ncontent-length: 9\r\n"
            "connection: keep-alive\r\n\r\nrefu");
  EXPECT_EQ(answer.script.back().kind, StepKind::reset);
}

TEST(PlanAnswer, KeepsTheTruthThatAMeaningFaultChanged) {
  const Request tools{"POST", "/toy", {}, "stream tools"};
  const Planned answer = planned({rule_with("empty", "empty_content")}, tools);
  EXPECT_EQ(only_response(bytes_of(answer.script)).body, "openpingshutusagestop");
  EXPECT_EQ(answer.meant, "onetwothreefourfive");
  EXPECT_EQ(answer.stop, "tool_use");
  EXPECT_EQ(answer.tool_input, R"({"order":"7"})");
  EXPECT_EQ(rules_of(answer), std::vector<std::size_t>{0});
}

TEST(PlanAnswer, LetsMeaningFaultsActInTheOrderOfTheRules) {
  const Rule cut = rule_with("cut", "max_tokens_stop", {{"at", "2/5"}});
  const Rule refused = rule_with("refused", "refusal", {{"at", "1/2"}});
  EXPECT_EQ(body_under({cut, refused}), "openping<one>shutusage refusalstop");
  EXPECT_EQ(body_under({refused, cut}), "openping<one><two>shutusage max_tokensstop");
}

TEST(PlanAnswer, LetsContentFaultsActOnWhatMeaningFaultsLeft) {
  EXPECT_EQ(body_under({rule_with("cut", "silent_truncation", {{"at", "1/2"}}),
                        rule_with("less", "max_tokens_stop", {{"at", "2/5"}})}),
            "openping<one>");
}

TEST(PlanAnswer, ForgetsMeaningUnderAnAnswerFault) {
  const Planned answer =
      planned({rule_with("empty", "empty_content"), rule_with("busy", "overloaded")});
  EXPECT_EQ(answer.meant + answer.stop + answer.tool_input, "");
  EXPECT_EQ(rules_of(answer), std::vector<std::size_t>{1});
}

TEST(PlanAnswer, HasNoMeaningToEditInRefusalsAndOtherEndpoints) {
  for (const std::string body : {"wrong", "models"}) {
    const Planned answer =
        planned({rule_with("empty", "empty_content")}, {"POST", "/toy", {}, body});
    EXPECT_EQ(answer.script, planned({}, {"POST", "/toy", {}, body}).script);
    EXPECT_EQ(answer.meant + answer.stop + answer.tool_input, "");
    EXPECT_TRUE(answer.firings.empty());
  }
}

TEST(PlanAnswer, GivesEqualBytesForEqualArguments) {
  const auto rules = [] {
    return std::vector{rule_with("cut", "silent_truncation", {}, {1, 2}),
                       rule_with("busy", "overloaded", {}, {1, 3})};
  };
  for (std::uint64_t attempt = 1; attempt <= 50; ++attempt) {
    const Planned one = planned(rules(), toy_request, attempt);
    const Planned two = planned(rules(), toy_request, attempt);
    EXPECT_EQ(one.script, two.script);
    EXPECT_EQ(one.firings, two.firings);
  }
}

TEST(PlanAnswer, MeansTheSameInEveryAttemptOfACallsTurn) {
  const Scenario scenario = scenario_with_rules({});
  const Plan plan(scenario, 7);
  const Platform& claude = *find_platform("anthropic");
  const Request request{"POST",
                        "/v1/messages",
                        {{"x-api-key", "dummy"}, {"anthropic-version", "2023-06-01"}},
                        claude_body("[[squall 3]] hello")};
  const Question question = claude.understand(request);
  const auto answer = [&](AttemptId id, Instant at) {
    return plan_answer(plan, claude, request, question, id, at, {});
  };
  const Planned first = answer({3, 3, 0, 1}, Instant{0});
  const Planned retry = answer({3, 3, 0, 2}, std::chrono::minutes(9));
  const Planned other = answer({4, 4, 0, 1}, Instant{0});
  ASSERT_EQ(first.status, 200);
  EXPECT_EQ(first.meant, retry.meant);
  EXPECT_NE(first.script, retry.script);
  EXPECT_NE(first.meant, other.meant);
}

TEST(PlanAnswer, ActsOnlyWhileTheWindowIsOpen) {
  Rule rule = rule_with("busy", "overloaded");
  rule.during = {std::chrono::seconds(10), std::chrono::seconds(20)};
  const auto status = [&](int second) {
    return planned({rule}, toy_request, 1, std::chrono::seconds(second)).status;
  };
  EXPECT_EQ(status(9), 200);
  EXPECT_EQ(status(10), 529);
  EXPECT_EQ(status(19), 529);
  EXPECT_EQ(status(20), 200);
}

std::string routed(std::string target) {
  Request request{"POST", std::move(target), {}, ""};
  const Platform* platform = route(request);
  return (platform ? std::string(platform->name) : "nobody") + " " + request.target;
}

TEST(Route, TakesANamedPrefixOffThePath) {
  EXPECT_EQ(routed("/anthropic/v1/messages"), "anthropic /v1/messages");
  EXPECT_EQ(routed("/anthropic/v1/messages?beta=true"), "anthropic /v1/messages?beta=true");
  EXPECT_EQ(routed("/anthropic/no/such/path"), "anthropic /no/such/path");
}

TEST(Route, LeavesAnyOtherPrefixToThePlatform) {
  EXPECT_EQ(routed("/v1/messages"), "anthropic /v1/messages");
  EXPECT_EQ(routed("/run-7/v1/messages"), "anthropic /run-7/v1/messages");
}

TEST(Route, KnowsWhenNobodyServesAPath) {
  for (const std::string path : {"", "/", "//", "*", "?", "/nobody", "/anthropicx/v1", "anthropic"})
    EXPECT_EQ(routed(path), "nobody " + path);
}

}  // namespace
}  // namespace squall
