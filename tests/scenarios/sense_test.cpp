// Rules that are well written but make no sense, and the sentence that each of them earns.
#include "scenarios/sense.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

struct Nonsense {
  std::string name, text, message;
};

std::ostream& operator<<(std::ostream& out, const Nonsense& wrong) { return out << wrong.name; }

// One streaming class without tools, for claude-sonnet and claude-opus.
std::string rule(const std::string& lines) { return scenario_with("rules:\n  - id: a\n" + lines); }

// A class of calls with more keys; the rules begin on line 7.
std::string with_class(const std::string& more, const std::string& rules) {
  return "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n"
         "  classes: [{name: c, models: m" +
         more + "}]\nrules:\n" + rules;
}

std::string two(const std::string& first, const std::string& second) {
  return scenario_with("rules:\n  - {id: all, fault: refuse" + first + "}\n  - {id: late" + second +
                       "}\n");
}

class NonsensicalRule : public testing::TestWithParam<Nonsense> {};

TEST_P(NonsensicalRule, EarnsASentenceThatNamesItsPlaceAndTheWayOut) {
  EXPECT_EQ(complaint(GetParam().text), GetParam().message) << GetParam().text;
}

const std::string never = "; the rule could never act";

const std::vector<Nonsense> of_the_workload{
    {"ModelThatNobodyAsksFor", rule("    where: {model: gpt-*}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.model: expected what some class of the workload asks for "
     "(claude-sonnet, claude-opus), got \"gpt-*\"" +
         never},
    {"ModelsThatNobodyAsksFor", rule("    where: {model: [gpt-*, o3]}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.model: expected what some class of the workload asks for "
     "(claude-sonnet, claude-opus), got a list" +
         never},
    {"PlatformThatNobodyCalls", rule("    where: {platform: openai}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.platform: expected what some class of the workload asks for "
     "(anthropic), got \"openai\"" +
         never},
    {"StreamsOnlyOfNobody", rule("    where:\n      stream: false\n    fault: reset\n"),
     "june5.yaml:10: rules[0].where.stream: expected what some class of the workload asks for "
     "(true), got \"false\"" +
         never},
    {"ToolsOfNobody", rule("    where: {tools: true}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.tools: expected what some class of the workload asks for "
     "(false), got \"true\"" +
         never},
    {"KeysThatFitApartOnly",
     "name: a\ntitle: b\nduration: 1h\nrules:\n  - id: a\n    fault: reset\n"
     "    where: {model: x, stream: false}\nworkload:\n  rate: 1/s\n  classes:\n"
     "    - {name: a, models: x}\n    - {name: b, models: y, stream: false}\n",
     "june5.yaml:7: rules[0].where: expected a match that some class of the workload fits in every "
     "key, got one that none does" +
         never}};

const std::vector<Nonsense> of_the_reach{
    {"StreamFaultWithoutStreams",
     rule("    where: {stream: false}\n    fault: stall\n    with: {lasting: 1s}\n"),
     "june5.yaml:9: rules[0].where.stream: expected true or no such key, because stall acts on "
     "streams only, got \"false\""},
    {"StreamFaultInAWorkloadWithoutStreams",
     with_class(", stream: false", "  - {id: a, fault: stall, with: {lasting: 1s}}\n"),
     "june5.yaml:8: rules[0].fault: expected a class of the workload that the rule matches with "
     "`stream: true`, because stall acts on streams only, got none; the fault could never act"},
    {"StreamFaultOfALowlyEndpoint",
     rule("    where: {endpoint: models}\n    fault: stall\n    with: {lasting: 1s}\n"),
     "june5.yaml:9: rules[0].where.endpoint: expected an endpoint that gives answers, because "
     "stall acts on streams only, got \"models\""},
    {"ToolFaultWithoutTools", rule("    where: {tools: false}\n    fault: miscall\n"),
     "june5.yaml:9: rules[0].where.tools: expected true or no such key, because miscall acts on "
     "answers that call a tool only, got \"false\""},
    {"ToolFaultInAWorkloadWithoutTools",
     rule("    faults:\n      - {fault: reset}\n      - {fault: miscall}\n"),
     "june5.yaml:11: rules[0].faults[1].fault: expected a class of the workload that the rule "
     "matches with `tools: true`, because miscall acts on answers that call a tool only, got none; "
     "the fault could never act"},
    {"MixtureInAWorkloadThatBeginsAtHome",
     with_class(", began_on: anthropic", "  - {id: a, fault: mixed}\n"),
     "june5.yaml:8: rules[0].fault: expected a class of the workload that the rule matches with "
     "`began_on: elsewhere`, because mixed acts where another platform gave an earlier turn only, "
     "got none; the fault could never act"},
    {"PlatformThatTheFaultDoesNotKnow",
     with_class(", platform: openai",
                "  - {id: a, fault: mixed, where: {platform: [anthropic, openai]}}\n"),
     "june5.yaml:8: rules[0].where.platform[1]: expected a platform that mixed can act on "
     "(anthropic, gemini), got \"openai\""},
    {"WorkloadOfPlatformsThatTheFaultDoesNotKnow",
     with_class(", platform: openai, began_on: elsewhere", "  - {id: a, fault: mixed}\n"),
     "june5.yaml:8: rules[0].fault: expected a class of the workload that calls a platform that "
     "mixed can act on (anthropic, gemini), got none; the fault could never act"}};

const std::string early =
    ", because hush acts on connections, before a request is read; leave it out";

const std::vector<Nonsense> of_connections{
    {"ModelOfAConnection", rule("    fault: hush\n    where: {model: claude-opus}\n"),
     "june5.yaml:10: rules[0].where.model: expected only `platform` in `where`" + early},
    {"HeaderOfAConnection", rule("    fault: hush\n    where: {header: {x-a: b}}\n"),
     "june5.yaml:10: rules[0].where.header: expected only `platform` in `where`" + early},
    {"EndpointOfAConnection", rule("    fault: hush\n    where: {endpoint: messages}\n"),
     "june5.yaml:10: rules[0].where.endpoint: expected only `platform` in `where`" + early},
    {"CallsOfAConnection", rule("    fault: hush\n    calls: 1..2\n"),
     "june5.yaml:10: rules[0].calls: expected no `calls`" + early},
    {"AttemptsOfAConnection", rule("    fault: hush\n    attempts: 1\n"),
     "june5.yaml:10: rules[0].attempts: expected no `attempts`" + early},
    {"KeysOfAConnection", rule("    fault: hush\n    per: key\n"),
     "june5.yaml:10: rules[0].per: expected no other `per` than connection" + early},
    {"ConnectionsBesideAnswers", rule("    faults:\n      - fault: hush\n      - fault: reset\n"),
     "june5.yaml:11: rules[0].faults[1].fault: expected faults that all act on connections, or "
     "none of them, got reset beside hush; a rule of its own makes it so"},
    {"PortBesideConnections", rule("    faults:\n      - fault: hush\n      - fault: shut_port\n"),
     "june5.yaml:11: rules[0].faults[1].fault: expected shut_port as its rule's only fault, "
     "because it takes the whole port or nothing, got one of several; a rule of its own makes it "
     "so"}};

const std::string whole_port =
    ": expected a share that is 0 or 1 at every moment, because shut_port takes the whole port or "
    "nothing; a window or a square wave makes it so";

std::string shut_port(const std::string& share) {
  return rule("    fault: shut_port\n    during: 0..9min\n    share: " + share + "\n");
}

const std::vector<Nonsense> of_whole_ports{
    {"PartOfAPort", shut_port("1/2"), "june5.yaml:11: rules[0].share" + whole_port},
    {"RampOfAPort", shut_port("{ramp: {}}"), "june5.yaml:11: rules[0].share" + whole_port},
    {"WaveOfHalfAPort", shut_port("{square: {period: 2s, on: 1s, share: 1/2}}"),
     "june5.yaml:11: rules[0].share" + whole_port},
    {"PointsWithWaysBetweenThem", shut_port("{points: [{at: 0, share: 0}, {at: 2ns, share: 1}]}"),
     "june5.yaml:11: rules[0].share" + whole_port},
    {"WaveThatAPortCannotFollow", shut_port("{square: {period: 99ms, on: 50ms}}"),
     "june5.yaml:11: rules[0].share.square.period: expected a period of at least 100ms, because "
     "shut_port shuts and opens the whole port in each, got 99ms"}};

const std::vector<Nonsense> of_the_run{
    {"ShareOfNothing", rule("    fault: reset\n    share: 0\n"),
     "june5.yaml:10: rules[0].share: expected a share that is ever above 0, got none" + never},
    {"WaveOfNothing",
     rule("    fault: reset\n    share: {square: {period: 2s, on: 1s, share: 0}}\n"),
     "june5.yaml:10: rules[0].share: expected a share that is ever above 0, got none" + never},
    {"CallsThatNobodyMakes", rule("    fault: reset\n    calls: 7200..7300\n"),
     "june5.yaml:10: rules[0].calls: expected a window that meets the run's calls, 0..7200, got "
     "\"7200..7300\"" +
         never}};

const std::string no_room =
    "june5.yaml:9: rules[1]: expected a rule that can act, got one whose attempts the rule \"all\" "
    "before it always answers first; a lower share there, or this rule moved before it, makes room";

const std::vector<Nonsense> of_the_order{
    {"RuleAfterOneForEverything", two("", ", fault: refuse"), no_room},
    {"NarrowerRuleAfterOneForEverything",
     two("",
         ", fault: refuse, share: 1/2, per: key, attempts: 1, calls: 1..5, during: 0..5min, "
         "where: {model: claude-opus, header: {a: b}}"),
     no_room},
    {"RuleWithinTheWindowsOfAnother",
     two(", during: -5min..50min, calls: 0..50, attempts: 1..3, where: {model: claude-*}",
         ", fault: refuse, during: ..50min, calls: 5..50, attempts: 2"),
     no_room},
    {"RuleWithinTheMatchOfAnother",
     two(", where: {endpoint: mess*, header: {a: b}}",
         ", fault: refuse, where: {endpoint: messages, header: {a: b, c: d}}"),
     no_room}};

const auto named = [](const auto& wrong) { return wrong.param.name; };
INSTANTIATE_TEST_SUITE_P(Workload, NonsensicalRule, testing::ValuesIn(of_the_workload), named);
INSTANTIATE_TEST_SUITE_P(Reach, NonsensicalRule, testing::ValuesIn(of_the_reach), named);
INSTANTIATE_TEST_SUITE_P(Connections, NonsensicalRule, testing::ValuesIn(of_connections), named);
INSTANTIATE_TEST_SUITE_P(WholePorts, NonsensicalRule, testing::ValuesIn(of_whole_ports), named);
INSTANTIATE_TEST_SUITE_P(Run, NonsensicalRule, testing::ValuesIn(of_the_run), named);
INSTANTIATE_TEST_SUITE_P(Order, NonsensicalRule, testing::ValuesIn(of_the_order), named);

TEST(SensibleRule, MayActOnWhatSomeClassOrFallbackAsksFor) {
  for (const std::string where :
       {"{model: claude-opus}", "{model: [gpt-*, claude-opus]}", "{platform: '*'}",
        "{endpoint: models, model: gpt-*, stream: false}", "{header: {a: b}}", "{tools: false}"})
    EXPECT_EQ(complaint(rule("    fault: reset\n    where: " + where + "\n")), "") << where;
  EXPECT_EQ(
      complaint(with_class(", fallbacks: n", "  - {id: a, fault: reset, where: {model: n}}\n")),
      "");
}

TEST(SensibleRule, MeetsTheLastCallAndRequestsThatBelongToNone) {
  EXPECT_EQ(complaint(rule("    fault: reset\n    calls: 7199..\n")), "");
  EXPECT_EQ(complaint(rule("    fault: reset\n    calls: 9000..\n    where: {endpoint: models}\n")),
            "");
}

TEST(SensibleRule, FindsWhatItsFaultReaches) {
  EXPECT_EQ(complaint(with_class(", tools: true", "  - {id: a, fault: miscall}\n")), "");
  EXPECT_EQ(complaint(with_class(", began_on: elsewhere", "  - {id: a, fault: mixed}\n")), "");
  EXPECT_EQ(complaint(with_class(", began_on: openai", "  - {id: a, fault: mixed}\n")), "");
  EXPECT_EQ(complaint(rule("    faults: [{fault: stall, with: {lasting: 1s}}, {fault: reset}]\n")),
            "");
}

TEST(SensibleRule, OfConnectionsNamesPlatformTimeAndShare) {
  EXPECT_EQ(complaint(rule("    fault: hush\n    per: connection\n    share: 1/3\n"
                           "    during: 0..5min\n    where: {platform: anthropic}\n")),
            "");
  for (const std::string share :
       {"1", "100%", "{square: {period: 2s, on: 1s}}", "{square: {period: 100ms, on: 1ns}}",
        "{ramp: {from: 1, to: 1}}",
        "{points: [{at: 0, share: 0}, {at: 1ns, share: 1}, {at: 5min, share: 1}]}"})
    EXPECT_EQ(complaint(shut_port(share)), "") << share;
}

TEST(SensibleRule, MayStandAfterOneThatLeavesItRoom) {
  const std::string late = ", fault: refuse";
  for (const std::string first :
       {", share: 99/100", ", during: 0..59min", ", calls: 1..", ", attempts: 1",
        ", where: {model: claude-opus}", ", where: {endpoint: messages}",
        ", where: {header: {a: b}}", ", share: {ramp: {from: 1, to: 1}}, during: 0..1h"})
    EXPECT_EQ(complaint(two(first, late)), "") << first;
  EXPECT_EQ(complaint(two("", ", fault: reset")), "") << "it edits what the first one says";
  EXPECT_EQ(complaint(two("", ", faults: [{fault: refuse}, {fault: reset}]")), "");
  EXPECT_EQ(complaint(with_class(", began_on: elsewhere",
                                 "  - {id: a, fault: mixed}\n  - {id: b, fault: refuse}\n")),
            "")
      << "the first one acts on some conversations only";
}

}  // namespace
}  // namespace squall
