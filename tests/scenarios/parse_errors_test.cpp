// Wrong scenarios, and the complete sentence that each of them earns.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

struct WrongText {
  std::string name, text, message;
};

std::ostream& operator<<(std::ostream& out, const WrongText& wrong) { return out << wrong.name; }

std::string rule(const std::string& lines) { return scenario_with("rules:\n  - id: a\n" + lines); }

// A scenario of one hour around a rate.
std::string at_rate(const std::string& rate, const std::string& more = "") {
  return "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: " + rate +
         "\n  classes: [{name: c, models: m}]\n" + more;
}

class WrongScenario : public testing::TestWithParam<WrongText> {};

TEST_P(WrongScenario, EarnsASentenceThatNamesItsPlaceAndTheWayOut) {
  EXPECT_EQ(complaint(GetParam().text), GetParam().message) << GetParam().text;
}

const std::vector<WrongText> keys_and_words{
    {"MisspeltTopLevelKey", scenario_with("ruels: []\n"),
     "june5.yaml:7: ruels: expected a key of a scenario, got \"ruels\"; did you mean \"rules\"?"},
    {"KeyThatNobodyKnows", scenario_with("colour: blue\n"),
     "june5.yaml:7: colour: expected a key of a scenario, got \"colour\" (known: name, title, "
     "about, sources, start, warm_up, duration, seed, tls, pace, rules, status_page, workload, "
     "expect)"},
    {"MisspeltKeyWhoseValueIsOnTheNextLine", rule("    fualt:\n      stall\n"),
     "june5.yaml:9: rules[0].fualt: expected a key of a rule, got \"fualt\"; did you mean "
     "\"fault\"?"},
    {"MisspeltFault", rule("    fault: stal\n"),
     "june5.yaml:9: rules[0].fault: expected a fault, got \"stal\"; did you mean \"stall\"?"},
    {"FaultThatNobodyKnows", rule("    fault: earthquake\n"),
     "june5.yaml:9: rules[0].fault: expected a fault, got \"earthquake\" (known: refuse, stall, "
     "cut, slow, reset, miscall, mixed, hush, shut_port)"},
    {"UnknownSetting",
     rule("    fault: stall\n    with:\n      lasting: 5s\n      affter_sends: 1\n"),
     "june5.yaml:12: rules[0].with.affter_sends: expected a setting of stall, got "
     "\"affter_sends\"; did you mean \"after_sends\"?"},
    {"SettingOfAFaultThatTakesNone", rule("    fault: reset\n    with: {hard: true}\n"),
     "june5.yaml:10: rules[0].with.hard: expected a setting of reset, got \"hard\" (none is "
     "known)"},
    {"SettingOutOfLimits", rule("    fault: refuse\n    with: {status: 200}\n"),
     "june5.yaml:10: rules[0].with.status: expected a whole number from 400 to 599, got \"200\""},
    {"SettingOfTheWrongKind", rule("    fault: stall\n    with: {lasting: long}\n"),
     "june5.yaml:10: rules[0].with.lasting: expected a duration such as 250ms from 1ms to 24h, got "
     "\"long\""},
    {"SettingThatIsAMapping", rule("    fault: stall\n    with: {lasting: {s: 5}}\n"),
     "june5.yaml:10: rules[0].with.lasting: expected a duration such as 250ms from 1ms to 24h, got "
     "a mapping"},
    {"NegativeDurationWithoutLimits", rule("    fault: slow\n    with: {jitter: -5ms}\n"),
     "june5.yaml:10: rules[0].with.jitter: expected a duration such as 250ms, got \"-5ms\""},
    {"ChoiceThatNobodyOffers", rule("    fault: refuse\n    with: {body: xml}\n"),
     "june5.yaml:10: rules[0].with.body: expected one of json, html, nothing, got \"xml\""},
    {"FlagThatIsNeither", rule("    fault: cut\n    with: {inside_character: maybe}\n"),
     "june5.yaml:10: rules[0].with.inside_character: expected true or false, got \"maybe\""},
    {"MissingSetting", rule("    fault: stall\n    with:\n      after_sends: 2\n"),
     "june5.yaml:10: rules[0].with: expected the setting \"lasting\" of stall (a duration such as "
     "250ms from 1ms to 24h), got none"},
    {"MissingSettings", rule("    during: 0..1min\n    fault: stall\n"),
     "june5.yaml:10: rules[0].fault: expected the setting \"lasting\" of stall (a duration such as "
     "250ms from 1ms to 24h), got none"},
    {"WithBesideFaults", rule("    faults: [{fault: reset}]\n    with: {lasting: 5s}\n"),
     "june5.yaml:10: rules[0].with: expected the key \"fault\" beside \"with\""},
    {"BothFaultAndFaults", rule("    fault: reset\n    faults:\n      - fault: reset\n"),
     "june5.yaml:10: rules[0].faults: expected either \"fault\" or \"faults\", got both"},
    {"NeitherFaultNorFaults", rule("    during: 0..1min\n"),
     "june5.yaml:8: rules[0]: expected either \"fault\" or \"faults\", got neither"},
    {"NoFaultsAtAll", rule("    faults: []\n"),
     "june5.yaml:9: rules[0].faults: expected at least one fault, got an empty list"},
    {"WeightOfZero", rule("    faults:\n      - {fault: reset, weight: 0}\n"),
     "june5.yaml:10: rules[0].faults[0].weight: expected a whole number from 1 to 1000000000, got "
     "\"0\""},
    {"UnknownCheck", scenario_with("expect:\n  - check: recoverd\n"),
     "june5.yaml:8: expect[0].check: expected a check, got \"recoverd\"; did you mean "
     "\"recovered\"?"},
    {"CheckWithoutItsSetting", scenario_with("expect:\n  - check: answered\n"),
     "june5.yaml:8: expect[0].check: expected the setting \"at_least\" of answered (a ratio such "
     "as 3/10), got none"},
    {"UnknownPlatformInAMatch",
     rule("    where:\n      stream: true\n      platform: antropic\n    fault: reset\n"),
     "june5.yaml:11: rules[0].where.platform: expected a platform, got \"antropic\"; did you mean "
     "\"anthropic\"?"},
    {"UnknownEndpointInAMatch", rule("    where: {endpoint: mesages}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.endpoint: expected an endpoint, got \"mesages\"; did you mean "
     "\"messages\"?"},
    {"UnknownEndpointAmongSeveral",
     rule("    where:\n      endpoint:\n        - models\n        - batch*\n    fault: reset\n"),
     "june5.yaml:12: rules[0].where.endpoint[1]: expected an endpoint, got \"batch*\" (known: "
     "messages, count_tokens, models, responses)"},
    {"NoEndpoints", rule("    where: {endpoint: []}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.endpoint: expected at least one endpoint, got an empty list"},
    {"EmptyEndpoint", rule("    where: {endpoint: \"\"}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.endpoint: expected an endpoint, got \"\" (known: messages, "
     "count_tokens, models, responses)"},
    {"EmptyPlatform", rule("    where: {platform: [\"\"]}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.platform[0]: expected a platform, got \"\" (known: anthropic, "
     "openai, gemini)"},
    {"EmptyModelGlob", rule("    where: {model: [a, \"\"]}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.model[1]: expected a text that is not empty, got \"\""},
    {"UnknownStateOfThePage", scenario_with("status_page:\n  - {at: 0, says: fixed}\n"),
     "june5.yaml:8: status_page[0].says: expected a state of the page, got \"fixed\" (known: "
     "investigating, identified, monitoring, resolved, operational)"},
    {"UnknownImpact",
     scenario_with("status_page:\n  - at: 0\n    says: resolved\n    impact: huge\n"),
     "june5.yaml:10: status_page[0].impact: expected an impact, got \"huge\" (known: none, minor, "
     "major, critical)"},
    {"UnknownEvidence", rule("    fault: reset\n    evidence: certain\n"),
     "june5.yaml:10: rules[0].evidence: expected an evidence mark, got \"certain\" (known: "
     "documented, measured, reported, doubtful, assumed)"},
    {"EvidenceForAnAbsentKey",
     rule("    fault: reset\n    evidence:\n      fault: measured\n      share: measured\n"),
     "june5.yaml:12: rules[0].evidence.share: expected a key that stands beside `evidence`, got "
     "\"share\" (known: id, fault)"},
};

const std::vector<WrongText> values{
    {"ShareOverOne", rule("    share: 3/2\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share: expected a ratio from 0 to 1 such as 3/10, got \"3/2\""},
    {"ShareOverAHundredPercent", rule("    share: 130%\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share: expected a ratio from 0 to 1 such as 3/10, got \"130%\""},
    {"ShareAsADecimal", rule("    share: 0.3\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share: expected a ratio from 0 to 1 such as 3/10, got \"0.3\"; did "
     "you mean \"30%\"?"},
    {"ShareAsAList", rule("    share: [1, 2]\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share: expected a ratio such as 3/10, or one of ramp, square, points, "
     "got a list"},
    {"ShareOfAnUnknownForm", rule("    share: {rmp: {}}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share.rmp: expected one of the forms, got \"rmp\"; did you mean "
     "\"ramp\"?"},
    {"ShareOfTwoForms", rule("    share:\n      ramp: {}\n      points: []\n    fault: reset\n"),
     "june5.yaml:10: rules[0].share: expected one of the keys ramp, square, points, got several"},
    {"WindowThatEndsBeforeItBegins", rule("    during: 5min..2min\n    fault: reset\n"),
     "june5.yaml:9: rules[0].during: expected a window that ends after it begins, got "
     "\"5min..2min\""},
    {"WindowAfterTheRun", rule("    during: 1h..2h\n    fault: reset\n"),
     "june5.yaml:9: rules[0].during: expected a window that meets the run, 0..1h, got \"1h..2h\"; "
     "the rule could never act"},
    {"WindowBeforeTheRun",
     scenario_with("warm_up: 5min\nrules: [{id: a, during: ..-5min, fault: reset}]\n"),
     "june5.yaml:8: rules[0].during: expected a window that meets the run, -5min..1h, got "
     "\"..-5min\"; the rule could never act"},
    {"WindowWithoutDots", rule("    during: 5min\n    fault: reset\n"),
     "june5.yaml:9: rules[0].during: expected a window such as 0..17min, ..17min or 17min.., got "
     "\"5min\""},
    {"WindowOfBareNumbers", rule("    during: 0..17\n    fault: reset\n"),
     "june5.yaml:9: rules[0].during: expected a window such as 0..17min, ..17min or 17min.., got "
     "\"0..17\""},
    {"WindowFarAway", rule("    during: 0..4000d\n    fault: reset\n"),
     "june5.yaml:9: rules[0].during: expected a window within 3650d of the start, got "
     "\"0..4000d\""},
    {"CallsThatAreNoNumbers", rule("    calls: 10..x\n    fault: reset\n"),
     "june5.yaml:9: rules[0].calls: expected a window of calls such as 10..20, got \"10..x\""},
    {"CallsThatEndBeforeTheyBegin", rule("    calls: 10..10\n    fault: reset\n"),
     "june5.yaml:9: rules[0].calls: expected a window that ends after it begins, got \"10..10\""},
    {"RampWithoutAnEnd",
     rule("    during: 5min..\n    share:\n      ramp: {from: 0, to: 1}\n    fault: reset\n"),
     "june5.yaml:10: rules[0].share: expected `during` with both ends, because the share ramps "
     "from one to the other"},
    {"PointsOutOfOrder",
     rule("    share:\n      points:\n        - {at: 5min, share: 1}\n"
          "        - {at: 2min, share: 0}\n    fault: reset\n"),
     "june5.yaml:12: rules[0].share.points[1].at: expected a moment after that of the point "
     "before, got \"2min\""},
    {"TwoPointsAtOnce",
     rule("    share:\n      points:\n        - {at: 5min, share: 1}\n"
          "        - {at: 300s, share: 0}\n    fault: reset\n"),
     "june5.yaml:12: rules[0].share.points[1].at: expected a moment after that of the point "
     "before, got \"300s\""},
    {"OnePoint", rule("    share: {points: [{at: 0, share: 1}]}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share.points: expected at least two points, got 1"},
    {"SquareWithoutPeriod", rule("    share: {square: {on: 1min}}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share.square: expected the key \"period\" (length of one on-off "
     "cycle), got none"},
    {"SquareOfPeriodZero", rule("    share: {square: {on: 0, period: 0}}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share.square.period: expected a duration longer than 0, got \"0\""},
    {"SquareOnForTooLong",
     rule("    share:\n      square:\n        period: 1min\n        on: 2min\n    fault: reset\n"),
     "june5.yaml:12: rules[0].share.square.on: expected a duration no longer than the period, got "
     "\"2min\""},
    {"AttemptZero", rule("    attempts: 0\n    fault: reset\n"),
     "june5.yaml:9: rules[0].attempts: expected attempts counted from 1, got \"0\""},
    {"WindowFromAttemptZero", rule("    attempts: 0..2\n    fault: reset\n"),
     "june5.yaml:9: rules[0].attempts: expected attempts counted from 1, got \"0..2\""},
    {"EmptyWindowOfAttempts", rule("    attempts: 3..3\n    fault: reset\n"),
     "june5.yaml:9: rules[0].attempts: expected a window that ends after it begins, got \"3..3\""},
    {"AttemptInWords", rule("    attempts: first\n    fault: reset\n"),
     "june5.yaml:9: rules[0].attempts: expected an attempt such as 1, or a window of them such as "
     "2..4, got \"first\""},
    {"DiceKeyedByNothingKnown", rule("    per: connexion\n    fault: reset\n"),
     "june5.yaml:9: rules[0].per: expected what the dice are keyed by, got \"connexion\"; did you "
     "mean \"connection\"?"},
    {"BeginningNowhere",
     "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n  classes:\n"
     "    - {name: c, models: m, began_on: elswhere}\n",
     "june5.yaml:7: workload.classes[0].began_on: expected a platform or elsewhere, got "
     "\"elswhere\"; did you mean \"elsewhere\"?"},
    {"FlagInAMatch", rule("    where: {stream: yes}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].where.stream: expected true or false, got \"yes\"; did you mean "
     "\"true\"?"},
    {"RateWithoutTime", "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 30\n  classes: []\n",
     "june5.yaml:5: workload.rate: expected a rate such as 30/min, got \"30\""},
    {"RateOfNothing", "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 0/s\n  classes: []\n",
     "june5.yaml:5: workload.rate: expected a rate such as 30/min, got \"0/s\""},
    {"UnknownArrivals",
     "name: a\ntitle: b\nduration: 1h\nworkload:\n  arrivals: poison\n  rate: 1/s\n  classes: []\n",
     "june5.yaml:5: workload.arrivals: expected an arrival process, got \"poison\"; did you mean "
     "\"poisson\"?"},
    {"NoClasses", "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n  classes: []\n",
     "june5.yaml:6: workload.classes: expected at least one class of calls, got an empty list"},
    {"UnknownPlatformOfAClass",
     "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n"
     "  classes:\n    - {name: c, models: m, platform: opeani}\n",
     "june5.yaml:7: workload.classes[0].platform: expected a platform, got \"opeani\"; did you "
     "mean \"openai\"?"},
    {"RateAboveOnePerMicrosecond", at_rate("1000000000/s"),
     "june5.yaml:5: workload.rate: expected a rate from 1/365d to 1/us, got \"1000000000/s\""},
    {"RateJustAboveOnePerMicrosecond", at_rate("1000001/s"),
     "june5.yaml:5: workload.rate: expected a rate from 1/365d to 1/us, got \"1000001/s\""},
    {"RateOfTheLargestNumbers", at_rate("18446744073709551615/1ns"),
     "june5.yaml:5: workload.rate: expected a rate from 1/365d to 1/us, got "
     "\"18446744073709551615/1ns\""},
    {"RateOfLessThanOnePerYear", at_rate("1/365d1ns"),
     "june5.yaml:5: workload.rate: expected a rate from 1/365d to 1/us, got \"1/365d1ns\""},
    {"MoreCallsThanFitInMemory", at_rate("1000000/s"),
     "june5.yaml:5: workload.rate: expected at most 10000000 calls in the run, got 3600000000; a "
     "lower rate or a shorter duration makes it so"},
    {"OneCallTooMany", at_rate("10000000/h", "warm_up: 1ns\n"),
     "june5.yaml:5: workload.rate: expected at most 10000000 calls in the run, got 10000001; a "
     "lower rate or a shorter duration makes it so"},
    {"MostCallsOfAll",
     "name: a\ntitle: b\nduration: 3650d\nwarm_up: 3650d\nworkload:\n  rate: 1/us\n"
     "  classes: [{name: c, models: m}]\n",
     "june5.yaml:6: workload.rate: expected at most 10000000 calls in the run, got "
     "630720000000000; a lower rate or a shorter duration makes it so"},
    {"EmptyModel",
     "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n"
     "  classes:\n    - name: c\n      models: \"\"\n",
     "june5.yaml:8: workload.classes[0].models: expected a text that is not empty, got \"\""},
    {"EmptyFallback",
     "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n"
     "  classes:\n    - name: c\n      models: m\n      fallbacks: [\"\"]\n",
     "june5.yaml:9: workload.classes[0].fallbacks[0]: expected a text that is not empty, got \"\""},
    {"NoModels",
     "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n"
     "  classes:\n    - name: c\n      models: []\n",
     "june5.yaml:8: workload.classes[0].models: expected at least one text, got an empty list"},
    {"DeadlineOfZero",
     "name: a\ntitle: b\nduration: 1h\nworkload:\n  rate: 1/s\n"
     "  classes:\n    - name: c\n      models: m\n      deadline: 0s\n",
     "june5.yaml:9: workload.classes[0].deadline: expected a duration longer than 0, got \"0s\""},
    {"BadUtc", scenario_with("start: 2026-06-31T15:08:00Z\n"),
     "june5.yaml:7: start: expected a UTC time such as 2026-06-05T15:08:00Z, got "
     "\"2026-06-31T15:08:00Z\""},
    {"UtcWithoutZone", scenario_with("start: 2026-06-05 15:08\n"),
     "june5.yaml:7: start: expected a UTC time such as 2026-06-05T15:08:00Z, got \"2026-06-05 "
     "15:08\""},
    {"DurationWithoutUnit", "name: a\ntitle: b\nduration: 90\nworkload: {}\n",
     "june5.yaml:3: duration: expected a duration such as 250ms or 1h30min, got \"90\"; did you "
     "mean \"90s\"?"},
    {"ShareWithAnEmptyForm", rule("    share: {}\n    fault: reset\n"),
     "june5.yaml:9: rules[0].share: expected one of the keys ramp, square, points, got none"},
    {"DurationOfZero", "name: a\ntitle: b\nduration: 0min\nworkload: {}\n",
     "june5.yaml:3: duration: expected a duration longer than 0, got \"0min\""},
    {"NegativeWarmUp", scenario_with("warm_up: -5min\n"),
     "june5.yaml:7: warm_up: expected a duration from 0 to 3650d, got \"-5min\""},
    {"SeedThatIsNoNumber", scenario_with("seed: lucky\n"),
     "june5.yaml:7: seed: expected a whole number, got \"lucky\""},
    {"PaceOfNoUnit", scenario_with("pace:\n  first_token: 5\n"),
     "june5.yaml:8: pace.first_token: expected a duration such as 250ms or 1h30min, got \"5\"; did "
     "you mean \"5s\"?"},
    {"PaceOfZero", scenario_with("pace:\n  tokens_per_second: 0\n"),
     "june5.yaml:8: pace.tokens_per_second: expected a whole number from 1 to 1000000000, got "
     "\"0\""},
    {"PaceOfAnUnknownForm", scenario_with("pace:\n  answer_tokens: {normal: {}}\n"),
     "june5.yaml:8: pace.answer_tokens.normal: expected one of the forms, got \"normal\"; did you "
     "mean \"lognormal\"?"},
    {"PaceWhoseLeastIsMore",
     scenario_with("pace:\n  answer_tokens:\n    uniform:\n      least: 9\n      most: 3\n"),
     "june5.yaml:11: pace.answer_tokens.uniform.most: expected a figure no less than `least`, got "
     "\"3\""},
    {"PaceWhosePercentileIsBelowItsMedian",
     scenario_with("pace:\n  first_token: {lognormal: {median: 2s, p95: 900ms}}\n"),
     "june5.yaml:8: pace.first_token.lognormal.p95: expected a figure no less than the median, got "
     "\"900ms\""},
};

const std::vector<WrongText> wholes{
    {"MissingRequiredKey", "name: a\nduration: 1h\n",
     "june5.yaml:1: expected the key \"title\" (one line for people), got none"},
    {"MissingRequiredKeyOfARule", scenario_with("rules:\n\n  - fault: reset\n"),
     "june5.yaml:9: rules[0]: expected the key \"id\" (name of the rule; keys its dice, so "
     "renaming it reshuffles), got none"},
    {"RuleIdTwice",
     scenario_with("rules:\n  - {id: a, fault: reset}\n  - {id: b, fault: reset}\n"
                   "  - {id: a, fault: reset}\n"),
     "june5.yaml:10: rules[2].id: expected an id that no other rule has, got \"a\""},
    {"KeyTwice", scenario_with("seed: 1\nrules: []\nseed: 2\n"),
     "june5.yaml:9: seed: expected each key once, got this one twice; keep one of them"},
    {"StatusUpdatesOutOfOrder",
     scenario_with("status_page:\n  - {at: 5min, says: investigating}\n"
                   "  - says: resolved\n    at: 2min\n"),
     "june5.yaml:10: status_page[1].at: expected a moment no earlier than that of the update "
     "before, got \"2min\""},
    {"EmptyValue", scenario_with("rules:\nseed: 1\n"),
     "june5.yaml:7: rules: expected a list, got nothing"},
    {"EmptyItem", scenario_with("rules:\n  -\n\n  # a comment\n  - {id: a, fault: reset}\n"),
     "june5.yaml:8: rules[0]: expected a mapping of keys to values, got nothing"},
    {"TextInsteadOfAList", scenario_with("rules: none\n"),
     "june5.yaml:7: rules: expected a list, got \"none\""},
    {"LongTextWhereAListIsDue", scenario_with("rules: " + std::string(80, 'x') + "\n"),
     "june5.yaml:7: rules: expected a list, got "
     "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\""},
    {"TwoDocuments", scenario_with("---\nname: b\n"),
     "june5.yaml:7: expected one YAML document, got a second one; split the file here"},
    {"TabForIndentation", scenario_with("rules:\n\t- id: a\n"),
     "june5.yaml:8: not YAML: illegal block entry; indent with spaces, this line begins with a "
     "tab"},
    {"UnclosedBracket", scenario_with("rules: [\n"),
     "june5.yaml:7: not YAML: the bracket that opens here is not closed"},
    {"UnclosedBracketFurtherUp", scenario_with("rules: [{id: a, fault: reset}\nseed: 1\n"),
     "june5.yaml:7: not YAML: the bracket that opens here is not closed"},
    {"UnclosedQuote", scenario_with("about: \"Ærø \\\" said\nseed: 1\n"),
     "june5.yaml:7: not YAML: the quote that opens here is not closed"},
    {"IndentationThatSlips", scenario_with("about: a\n  seed: 1\n"),
     "june5.yaml:8: not YAML: illegal map value"},
    {"EmptyFile", "", "june5.yaml:1: expected a mapping of keys to values, got nothing"},
    {"OnlyComments", "# nothing yet\n\n",
     "june5.yaml:1: expected a mapping of keys to values, got nothing"},
    {"ListInsteadOfAMapping", "- name: a\n- title: b\n",
     "june5.yaml:1: expected a mapping of keys to values, got a list"},
    {"TextInsteadOfAMapping", "june5\n",
     "june5.yaml:1: expected a mapping of keys to values, got \"june5\""},
    {"KeyThatIsAList", scenario_with("[a, b]: c\n"),
     "june5.yaml:7: expected a plain word as a key"},
    {"Tag", scenario_with("about: !include june5.txt\n"),
     "june5.yaml:7: expected no tag, got \"!include\""},
    {"MergeKey", scenario_with("rules:\n  - &a {id: a, fault: reset}\n  - <<: *a\n    id: b\n"),
     "june5.yaml:9: rules[1].<<: expected a key of a rule, got \"<<\" (known: id, about, during, "
     "calls, attempts, per, where, share, fault, with, faults, evidence)"},
    {"AliasWithoutAnchor", scenario_with("rules: *none\n"),
     "june5.yaml:7: not YAML: the referenced anchor is not defined"},
    {"AliasInsideItself", scenario_with("rules: &a [*a]\n"),
     "june5.yaml:7: expected no alias inside of what it stands for"},
    {"WrongTextBehindAnAlias",
     scenario_with("rules:\n  - {id: a, fault: stall, with: &w {lasting: 5s, hard: 1}}\n"
                   "  - {id: b, fault: stall, with: *w}\n"),
     "june5.yaml:8: rules[0].with.hard: expected a setting of stall, got \"hard\" (known: lasting, "
     "after_sends)"},
};

std::string name_of(const testing::TestParamInfo<WrongText>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(KeysAndWords, WrongScenario, testing::ValuesIn(keys_and_words), name_of);
INSTANTIATE_TEST_SUITE_P(Values, WrongScenario, testing::ValuesIn(values), name_of);
INSTANTIATE_TEST_SUITE_P(Wholes, WrongScenario, testing::ValuesIn(wholes), name_of);

}  // namespace
}  // namespace squall
