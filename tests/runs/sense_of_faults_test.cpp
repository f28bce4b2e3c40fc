// Scenarios that the catalog's faults make nonsense of: each is refused when it is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "runner/commands/command.hpp"
#include "scenarios/bad_input.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

using testing::HasSubstr;

// What the parser says of these rules in a run of 330 streamed calls, or "" where it takes them.
// `class_keys` are more keys of the one class of calls.
std::string complaint(const std::string& rules, const std::string& class_keys = "") {
  try {
    parse_scenario("name: small\ntitle: a\nwarm_up: 1min\nduration: 10min\ntls: true\nrules: [" +
                       rules + "]\nworkload:\n  rate: 30/min\n  classes:\n" +
                       "    - {name: a, models: claude-opus-4-8" + class_keys + "}\n",
                   "small.yaml", full_vocabulary());
    return "";
  } catch (const BadInput& wrong) {
    return wrong.what();
  }
}

std::string first_then(const std::string& first, const std::string& second) {
  return complaint("{id: r, fault: " + first + "}, {id: s, fault: " + second + "}");
}

const std::string ends =
    "small.yaml:6: rules[1]: expected a rule that can act, got one whose "
    "attempts the rule \"r\" always ends first; a lower share or a shorter "
    "window there makes room";
const std::string says_else = "attempts the rule \"r\" always answers with something else";

TEST(SenseOfFaults, LeavesNoConnectionBehindOneThatAlwaysEndsIt) {
  EXPECT_EQ(first_then("accept_reset", "accept_silent"), ends);
  EXPECT_EQ(first_then("tls_expired_certificate", "tls_wrong_host"), ends);
  EXPECT_EQ(first_then("accept_reset", "tls_no_close_notify, share: 1/2, during: 0..5min"), ends);
  EXPECT_THAT(first_then("accept_reset", "connection_refused"), HasSubstr("rules[0]: expected"));
  EXPECT_EQ(first_then("accept_silent, with: {resumes: true}", "accept_reset"), "");
  EXPECT_EQ(first_then("accept_reset, share: 1/2", "accept_silent"), "");
  EXPECT_EQ(first_then("accept_reset, during: 0..5min", "accept_silent"), "");
  EXPECT_EQ(first_then("tls_no_close_notify", "accept_silent"), "");
}

TEST(SenseOfFaults, LeavesNoRequestBehindConnectionsThatAlwaysEnd) {
  for (const std::string taker : {"accept_reset", "connection_refused", "tls_handshake_failure",
                                  "never_accepted", "closed_before_headers", "accept_silent"})
    for (const std::string fault : {"overloaded", "stall", "station", "empty_content"})
      EXPECT_EQ(first_then(taker, fault), ends) << taker << " " << fault;
  EXPECT_THAT(first_then("overloaded", "accept_reset"), HasSubstr("rules[0]: expected"));
  EXPECT_EQ(first_then("tls_wrong_host", "overloaded"), "") << "a client may take it";
  EXPECT_EQ(first_then("accept_reset, during: 0..9min", "overloaded, during: 1min..2min"), "")
      << "connections that are open already live on";
}

TEST(SenseOfFaults, LeavesNoStreamAndNoMeaningBesideOneThatAlwaysSaysSomethingElse) {
  for (const std::string fault : {"stall", "empty_content", "usage_missing", "one_segment"}) {
    EXPECT_THAT(first_then("overloaded", fault), HasSubstr(says_else)) << fault;
    EXPECT_THAT(first_then(fault, "overloaded"), HasSubstr("rules[0]: expected")) << fault;
  }
  EXPECT_EQ(first_then("overloaded", "slow_head"), "");
  EXPECT_EQ(first_then("overloaded, share: 1/2", "stall"), "");
  EXPECT_EQ(first_then("error_under_200", "line_ends"), "") << "its error may be a stream";
  EXPECT_EQ(first_then("redirect", "overloaded"), "") << "who follows is answered";
  EXPECT_EQ(first_then("edge_too_large, with: {at_least: 10KiB}", "overloaded"), "");
}

TEST(SenseOfFaults, MindsWhatSettingsNeedAndMean) {
  EXPECT_THAT(complaint("{id: r, fault: silent_truncation, with: {place: in_arguments}}"),
              HasSubstr("with `tools: true`"));
  EXPECT_EQ(
      complaint("{id: r, fault: silent_truncation, with: {place: in_arguments}}", ", tools: true"),
      "");
  EXPECT_EQ(
      complaint("{id: r, fault: empty_content, where: {endpoint: count_tokens}}"),
      "small.yaml:6: rules[0].where.endpoint: expected an endpoint that gives answers, because "
      "empty_content acts on what a model says only, got \"count_tokens\"");
  EXPECT_EQ(complaint("{id: r, fault: station, with: {slots: 10, most_slots: 5}}"),
            "small.yaml:6: rules[0].with.most_slots: expected 0 or at least the 10 slots it begins "
            "with, got \"5\"");
  EXPECT_EQ(complaint("{id: r, fault: station, with: {slots: 10, most_slots: 10}}"), "");
  EXPECT_THAT(complaint("{id: r, fault: edge_too_large, with: {at_least: 1GiB}}"),
              HasSubstr("from 0B to 32MiB, got \"1GiB\""));
  EXPECT_THAT(complaint("{id: r, faults: [{fault: station}, {fault: overloaded}]}"),
              HasSubstr("expected faults that all act on load, or none of them, got overloaded"));
}

TEST(SenseOfFaults, CutsOnlyDeltasInside) {
  EXPECT_EQ(complaint("{id: r, fault: aborted_stream, with: {after: open, place: in_event}}"),
            "small.yaml:6: rules[0].with.place: expected after_event, because only deltas are cut "
            "inside, got \"in_event\"");
}

TEST(SenseOfFaults, TakesNoSettingThatHasNoEffect) {
  const std::string without = "` beside it, without which it has no effect";
  EXPECT_EQ(complaint("{id: r, fault: silence, with: {lasting: 10s}}"),
            "small.yaml:6: rules[0].with.lasting: expected `resumes: true" + without);
  for (const std::string fault :
       {"accept_silent, with: {lasting: 10s}", "stall, with: {resumes: false, lasting: 10s}",
        "connection_reset, with: {when: before_head, at: 1/2}",
        "stream_error, with: {when: first_event, at: 1/2}",
        "socket_left_open, with: {lasting: 10s}", "station, with: {patience: 3s}"})
    EXPECT_THAT(complaint("{id: r, fault: " + fault + "}"), HasSubstr(without)) << fault;
  for (const std::string fault :
       {"silence, with: {lasting: 10s, resumes: true}", "stall, with: {lasting: 10s}"})
    EXPECT_EQ(complaint("{id: r, fault: " + fault + "}"), "") << fault;
}

TEST(SenseOfFaults, TakesNoHeaderThatWouldBeginAnother) {
  EXPECT_THAT(complaint(R"({id: r, fault: overloaded, with: {retry_after: "5\r\nX-Evil: y"}})"),
              HasSubstr("rules[0].with.retry_after: expected a header's value, without control"));
  EXPECT_THAT(complaint("{id: r, fault: overloaded, with: {retry_after: date foo}}"),
              HasSubstr("expected `date` and a duration, such as date 30s or date -30s"));
}

}  // namespace
}  // namespace squall
