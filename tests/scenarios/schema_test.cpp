// Editor and program judge a scenario alike, because one table serves both.
#include <gtest/gtest.h>

#include <set>

#include "tests/scenarios/support/vocabulary.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/yaml_as_json.hpp"

namespace squall {
namespace {

const Json& schema() {
  static const Json the_schema = scenario_schema(test_vocabulary());
  return the_schema;
}

std::string complaint_of_editor(const std::string& text) {
  static const JsonSchema validator(schema());
  std::string all;
  for (const std::string& one : validator.complaints(yaml_as_json(text))) all += one + "\n";
  return all;
}

void expect_both_take(const std::string& text) {
  EXPECT_EQ(complaint(text), "") << text;
  EXPECT_EQ(complaint_of_editor(text), "") << text;
}

void expect_both_refuse(const std::string& text) {
  EXPECT_NE(complaint(text), "") << text;
  EXPECT_NE(complaint_of_editor(text), "") << text;
}

std::string rule(const std::string& lines) {
  return scenario_with("rules:\n  - id: a\n    during: 0..1h\n" + lines);
}

// Keys of the mapping at a path of properties and items.
std::set<std::string> schema_keys(const std::string& pointer) {
  std::set<std::string> keys;
  for (const auto& [key, value] : schema().at(Json::json_pointer(pointer)).items())
    keys.insert(key);
  return keys;
}

// The parser's own list, from what it says of a key that is near to none.
std::set<std::string> parser_keys(const std::string& text) {
  const std::string said = complaint(text);
  std::size_t at = said.find("(known: ") + 8;
  std::set<std::string> keys;
  while (at < said.size()) {
    const std::size_t end = said.find_first_of(",)", at);
    keys.insert(said.substr(at, end - at));
    if (said[end] == ')') break;
    at = end + 2;
  }
  return keys;
}

TEST(Schema, KnowsTheKeysThatTheParserTakesAndNoOthers) {
  const std::string odd = "qqqqqqqqqqqqqqqq: 1";
  const std::string rules = "/properties/rules/items/properties";
  const auto in_workload = [&](const std::string& lines) {
    return "name: a\ntitle: b\nduration: 1h\nworkload:\n" + lines;
  };
  EXPECT_EQ(schema_keys("/properties"), parser_keys(odd + "\n"));
  EXPECT_EQ(schema_keys(rules), parser_keys(scenario_with("rules: [{" + odd + "}]\n")));
  EXPECT_EQ(schema_keys(rules + "/where/properties"),
            parser_keys(rule("    fault: reset\n    where: {" + odd + "}\n")));
  EXPECT_EQ(schema_keys(rules + "/faults/items/properties"),
            parser_keys(rule("    faults: [{" + odd + "}]\n")));
  for (const std::string form : {"ramp", "square"}) {
    const std::string index = form == "ramp" ? "1" : "2";
    EXPECT_EQ(schema_keys(rules + "/share/oneOf/" + index + "/properties/" + form + "/properties"),
              parser_keys(rule("    fault: reset\n    share: {" + form + ": {" + odd + "}}\n")));
  }
  EXPECT_EQ(schema_keys(rules + "/share/oneOf/3/properties/points/items/properties"),
            parser_keys(rule("    fault: reset\n    share: {points: [{" + odd + "}]}\n")));
  EXPECT_EQ(schema_keys("/properties/pace/properties"),
            parser_keys(scenario_with("pace: {" + odd + "}\n")));
  EXPECT_EQ(schema_keys("/properties/pace/properties/first_token/oneOf/3/properties/lognormal/"
                        "properties"),
            parser_keys(scenario_with("pace: {first_token: {lognormal: {" + odd + "}}}\n")));
  EXPECT_EQ(schema_keys("/properties/sources/items/properties"),
            parser_keys(scenario_with("sources: [{" + odd + "}]\n")));
  EXPECT_EQ(schema_keys("/properties/status_page/items/properties"),
            parser_keys(scenario_with("status_page: [{" + odd + "}]\n")));
  EXPECT_EQ(schema_keys("/properties/expect/items/properties"),
            parser_keys(scenario_with("expect: [{" + odd + "}]\n")));
  EXPECT_EQ(schema_keys("/properties/workload/properties"), parser_keys(in_workload("  " + odd)));
  EXPECT_EQ(schema_keys("/properties/workload/properties/classes/items/properties"),
            parser_keys(in_workload("  rate: 1/s\n  classes: [{" + odd + "}]\n")));
}

TEST(Schema, DescribesEveryKey) {
  // The one key of a form says by its name what follows; marks are described once, above them.
  const std::set<std::string> forms{"ramp",    "square",      "points",   "*",
                                    "uniform", "exponential", "lognormal"};
  const auto is_described = [&](const Json& shape, const std::string& key, const Json& property) {
    return property.contains("description") || forms.contains(key) ||
           shape["properties"].contains("*");
  };
  const auto require_descriptions = [&](const Json& at, const auto& self) -> void {
    const bool is_shape = at.is_object() && at.contains("properties") && at.contains("type");
    const Json none = Json::object();
    for (const auto& [key, property] : (is_shape ? at["properties"] : none).items())
      EXPECT_TRUE(is_described(at, key, property)) << key;
    if (at.is_structured())
      for (const Json& value : at) self(value, self);
  };
  require_descriptions(schema(), require_descriptions);
}

TEST(Schema, TakesWhatTheParserTakes) {
  for (const std::string lines :
       {"warm_up: 5min\nstart: 2026-06-05T15:08:00Z\nseed: 7\nabout: 2026\n",
        "warm_up: 0\nseed: \"7\"\nabout: true\n",
        "sources: [{id: 1, what: status page}, {id: b, what: c, url: d}]\n",
        "pace: {first_token: 600ms, tokens_per_second: 60, answer_tokens: {uniform: {least: 1,"
        " most: 9}}, evidence: measured}\n",
        "pace: {first_token: {lognormal: {median: 1.5s, p95: 4s}}, tokens_per_second:"
        " {exponential: {mean: 50}}}\n",
        "status_page: [{at: -5min, says: investigating, impact: minor, text: We look,"
        " components: [API]}, {at: 0, says: resolved, evidence: {at: reported}}]\n",
        "expect: [{check: recovered}, {check: answered, with: {at_least: 9/10}},"
        " {check: no_duplicates, with: {}}]\n",
        "rules: []\n"})
    expect_both_take(scenario_with(lines));
  for (const std::string lines :
       {"    fault: reset\n",
        "    fault: reset\n    calls: 10..20\n",
        "    fault: reset\n    calls: 10..\n",
        "    fault: reset\n    attempts: 1\n",
        "    fault: reset\n    attempts: \"2\"\n",
        "    fault: reset\n    attempts: 2..4\n",
        "    fault: reset\n    attempts: 3..\n",
        "    fault: reset\n    attempts: ..3\n",
        "    fault: reset\n    per: key\n    share: 1/2\n",
        "    fault: hush\n    per: connection\n    where: {platform: anthropic}\n",
        "    fault: stall\n    with: {lasting: 1s}\n    where: {stream: true}\n",
        "    fault: stall\n    with: {lasting: 1.5min}\n",
        "    fault: refuse\n    with: {status: 503, body: html, retry_after: 0, message: 5}\n",
        "    fault: refuse\n    with: {status: \"503\"}\n",
        "    fault: cut\n    with: {at: 1, inside_character: true}\n",
        "    fault: cut\n    with: {at: 80%, inside_character: \"true\"}\n",
        "    fault: slow\n    with: {factor: 5/2, buffer: 512, jitter: 0}\n",
        "    fault: slow\n    with: {factor: 3, buffer: 64KiB}\n",
        "    faults: [{fault: reset, weight: 3, evidence: doubtful}, {fault: cut}]\n",
        "    fault: reset\n    share: 1\n",
        "    fault: reset\n    share: 100%\n",
        "    fault: reset\n    share: 3/10\n",
        "    fault: reset\n    share: {ramp: {from: 0, to: 95%}}\n",
        "    fault: reset\n    share: {ramp: {}}\n",
        "    fault: reset\n    share: {square: {period: 10min, on: 0}}\n",
        "    fault: reset\n    share: {points: [{at: 0, share: 0}, {at: 1min, share: 1}]}\n",
        "    fault: reset\n    where: {platform: anthropic, model: [a, claude*], stream: true,"
        " header: {x-a: 5}}\n",
        "    fault: reset\n    evidence: {during: documented, '*': reported}\n"})
    expect_both_take(rule(lines));
  for (const std::string window : {"0..17min", "..17min", "17min..", "-5min..1s", "..", "0.5h..2h"})
    expect_both_take(scenario_with("rules: [{id: a, fault: reset, during: " + window + "}]\n"));
  for (const std::string rate : {"30/min", "2/s", "1/10s", "5/1.5s", "5/1h30min"})
    expect_both_take("name: a\ntitle: b\nduration: 1h\nworkload: {rate: " + rate +
                     ", arrivals: poisson, classes: [{name: c, models: m, weight: 2, platform:"
                     " openai, fallbacks: [x], deadline: 5s, stream: false, tools: true,"
                     " max_tokens: 5, began_on: elsewhere, evidence: assumed}]}\n");
}

TEST(Schema, RefusesWhatTheParserRefuses) {
  for (const std::string lines : {"warm_up: 5\n",
                                  "warm_up: -5min\n",
                                  "start: yesterday\n",
                                  "seed: -1\n",
                                  "seed: 1.5\n",
                                  "seed: many\n",
                                  "name2: x\n",
                                  "rules:\n",
                                  "rules: {}\n",
                                  "about: [a]\n",
                                  "sources: [{id: a}]\n",
                                  "pace: {first_token: 5}\n",
                                  "pace: {tokens_per_second: 0}\n",
                                  "pace: {first_token: {normal: {}}}\n",
                                  "pace: {answer_tokens: {uniform: {least: 5}}}\n",
                                  "status_page: [{at: 5, says: resolved}]\n",
                                  "status_page: [{at: 0, says: fine}]\n",
                                  "status_page: [{at: 0, says: resolved, impact: huge}]\n",
                                  "rules: [{id: a b, fault: reset}]\n",
                                  "rules: [{id: \"\", fault: reset}]\n",
                                  "rules: [{id: .a, fault: reset}]\n",
                                  "expect: [{check: nothing}]\n",
                                  "expect: [{check: answered}]\n",
                                  "expect: [{check: answered, with: {}}]\n",
                                  "expect: [{check: no_duplicates, with: {a: 1}}]\n"})
    expect_both_refuse(scenario_with(lines));
  for (const std::string lines : {"    fault: stal\n",
                                  "    fault: stall\n",
                                  "    share: 1/2\n",
                                  "    fault: reset\n    faults: [{fault: cut}]\n",
                                  "    faults: []\n",
                                  "    faults: [{fault: reset}]\n    with: {lasting: 5s}\n",
                                  "    faults: [{fault: reset, weight: 0}]\n",
                                  "    fault: stall\n    with: {lasting: 5s, lastign: 5s}\n",
                                  "    fault: stall\n    with: {lasting: 5}\n",
                                  "    fault: stall\n    with: {lasting: fast}\n",
                                  "    fault: refuse\n    with: {status: 200}\n",
                                  "    fault: refuse\n    with: {body: xml}\n",
                                  "    fault: cut\n    with: {at: 0.8}\n",
                                  "    fault: cut\n    with: {at: 101%}\n",
                                  "    fault: cut\n    with: {inside_character: yes}\n",
                                  "    fault: slow\n    with: {buffer: 64K}\n",
                                  "    fault: slow\n    with: {buffer: 0}\n",
                                  "    fault: reset\n    share: 0.3\n",
                                  "    fault: reset\n    share: 2\n",
                                  "    fault: reset\n    share: 130%\n",
                                  "    fault: reset\n    share: 3/0\n",
                                  "    fault: reset\n    share: {ramp: {}, points: []}\n",
                                  "    fault: reset\n    share: {square: {on: 5s}}\n",
                                  "    fault: reset\n    share: {square: {on: 5s, period: 0}}\n",
                                  "    fault: reset\n    share: {points: [{at: 0, share: 1}]}\n",
                                  "    fault: reset\n    where: {stream: yes}\n",
                                  "    fault: reset\n    where: {model: []}\n",
                                  "    fault: reset\n    where: {model: \"\"}\n",
                                  "    fault: reset\n    where: {platform: [\"\"]}\n",
                                  "    fault: reset\n    where: {endpoint: \"\"}\n",
                                  "    fault: reset\n    calls: 10..x\n",
                                  "    fault: reset\n    calls: 10\n",
                                  "    fault: reset\n    attempts: 0\n",
                                  "    fault: reset\n    attempts: 0..2\n",
                                  "    fault: reset\n    attempts: first\n",
                                  "    fault: reset\n    per: client\n",
                                  "    fault: stall\n    with: {lasting: 1s}\n    where: {stream: "
                                  "false}\n",
                                  "    fault: miscall\n    where: {tools: false}\n",
                                  "    fault: hush\n    where: {model: claude-opus}\n",
                                  "    fault: hush\n    calls: 1..2\n",
                                  "    fault: hush\n    attempts: 1\n",
                                  "    fault: hush\n    per: key\n",
                                  "    fault: reset\n    evidence: certain\n",
                                  "    fault: reset\n    evidence: {colour: measured}\n"})
    expect_both_refuse(rule(lines));
}

TEST(Schema, RefusesWindowsRatesAndAbsencesThatTheParserRefuses) {
  for (const std::string window : {"0..17", "17min", "5..6min", "0...1min", "a..b", "5", "0-17min"})
    expect_both_refuse(scenario_with("rules: [{id: a, fault: reset, during: " + window + "}]\n"));
  for (const std::string window : {"..5min", "5min.."})
    expect_both_refuse(scenario_with(
        "rules: [{id: a, fault: reset, share: {ramp: {}}, during: " + window + "}]\n"));
  expect_both_refuse(scenario_with("rules: [{id: a, fault: reset, share: {ramp: {}}}]\n"));
  for (const std::string rate : {"30", "30/", "0/s", "1/m", "1/-5s", "/s"})
    expect_both_refuse("name: a\ntitle: b\nduration: 1h\nworkload: {rate: " + rate +
                       ", classes: [{name: c, models: m}]}\n");
  expect_both_refuse(
      "name: a\ntitle: b\nduration: 0min\nworkload: {rate: 1/s, classes: "
      "[{name: c, models: m}]}\n");
  expect_both_refuse("name: a\ntitle: b\nduration: 1h\nworkload: {rate: 1/s, classes: []}\n");
  for (const std::string name : {"../../evil", "\"\"", "a b/c"}) {
    expect_both_refuse("name: " + name +
                       "\ntitle: b\nduration: 1h\nworkload: {rate: 1/s, "
                       "classes: [{name: c, models: m}]}\n");
    expect_both_refuse(
        "name: a\ntitle: b\nduration: 1h\nworkload: {rate: 1/s, classes: "
        "[{name: " +
        name + ", models: m}]}\n");
  }
  expect_both_refuse("name: a\ntitle: b\nduration: 1h\n");
}

TEST(JsonSchema, RefusesKeywordsThatItDoesNotKnow) {
  const Json odd = Json::parse(R"({"properties": {"a": {"anyOf": []}}})");
  EXPECT_THROW(JsonSchema{odd}, std::logic_error);
}

}  // namespace
}  // namespace squall
