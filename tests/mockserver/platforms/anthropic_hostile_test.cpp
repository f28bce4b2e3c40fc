// Bodies that nobody should send: whatever comes, the answer is well-formed and nothing is thrown.
#include "mockserver/platforms/json.hpp"
#include "scenarios/random.hpp"
#include "tests/mockserver/platforms/anthropic_fixture.hpp"

namespace squall {
namespace {

const std::vector<std::string>& seeds() {
  static const std::vector<std::string> all{
      body_with(R"(,"stream":true,"temperature":0.5,"stop_sequences":["the","a b"],)"
                R"("metadata":{"user_id":"u"},"system":[{"type":"text","text":"x",)"
                R"("cache_control":{"type":"ephemeral","ttl":"1h"}}])"),
      body_with(R"(,"tools":[{"name":"charge","input_schema":{"type":"object","properties":)"
                R"({"a":{"type":"array","items":{"type":"number","minimum":1}},)"
                R"("b":{"enum":[1,"é"]},"c":{"type":["null","string"],"maxLength":4}},)"
                R"("required":["a","b"]}}],)"
                R"("tool_choice":{"type":"tool","name":"charge"})"),
      body_with(R"(,"thinking":{"type":"enabled","budget_tokens":1024},"output_config":null)",
                "claude-haiku-4-5"),
      body_of(R"({"role":"user","content":[{"type":"text","text":"one"},{"type":"image",)"
              R"("source":{"type":"base64","data":"AAAA"}}]},{"role":"assistant","content":)"
              R"([{"type":"tool_use","id":"t","name":"n","input":{"k":[1,2]}}]},{"role":"user",)"
              R"("content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text",)"
              R"("text":"ok"}]}]})")};
  return all;
}

std::string junk(Random& random) {
  static const std::vector<std::string> pieces{"null",
                                               "true",
                                               "[",
                                               "]",
                                               "{",
                                               "}",
                                               "\"",
                                               ",",
                                               ":",
                                               "-1",
                                               "1e999",
                                               "1e-999",
                                               "0.5",
                                               "[[[[[[",
                                               "{\"a\":",
                                               "\"\\ud800\"",
                                               "\"\\u0000\"",
                                               "\xff\xfe",
                                               "\xe6\xb5",
                                               "18446744073709551616",
                                               "\\",
                                               "\"type\":\"text\"",
                                               "\"role\":\"user\"",
                                               "\"cache_control\":{}",
                                               "9223372036854775807",
                                               "[]",
                                               "{}",
                                               "\"\""};
  return pieces[random.below(pieces.size())];
}

std::string mutated(Random& random) {
  std::string body = seeds()[random.below(seeds().size())];
  for (std::uint64_t changes = 1 + random.below(4); changes > 0 && !body.empty(); --changes) {
    const std::size_t at = random.below(body.size());
    const std::size_t length = std::min<std::size_t>(random.below(12), body.size() - at);
    switch (random.below(5)) {
      case 0:
        body[at] = static_cast<char>(random.below(256));
        break;
      case 1:
        body.erase(at, length);
        break;
      case 2:
        body.insert(at, junk(random));
        break;
      case 3:
        body.replace(at, length, junk(random));
        break;
      default:
        body.insert(random.below(body.size()), body.substr(at, 4 * length));
        break;
    }
  }
  return body;
}

// Collects the places of all values below one, so that any of them can be exchanged.
void collect(JsonValue& value, std::vector<JsonValue*>& places) {
  places.push_back(&value);
  if (JsonObject* object = value.if_object())
    for (auto& item : *object) collect(item.value(), places);
  if (JsonArray* array = value.if_array())
    for (JsonValue& item : *array) collect(item, places);
}

// Valid JSON with values of the wrong kind in the wrong places.
std::string misfitted(Random& random) {
  static const std::vector<JsonValue> values{nullptr,
                                             true,
                                             0,
                                             -1,
                                             1.5,
                                             1e300,
                                             "",
                                             "text",
                                             JsonArray{},
                                             JsonObject{},
                                             JsonArray{1, "a", nullptr},
                                             JsonObject{{"type", "text"}},
                                             JsonObject{{"type", 3}},
                                             18446744073709551615ULL,
                                             INT64_MIN};
  std::string problem;
  JsonValue body = parse_json(seeds()[random.below(seeds().size())], problem);
  for (std::uint64_t changes = 1 + random.below(3); changes > 0; --changes) {
    std::vector<JsonValue*> places;
    collect(body, places);
    *places[random.below(places.size())] = values[random.below(values.size())];
  }
  return boost::json::serialize(body);
}

// Understands, answers or refuses, and checks that what goes out is JSON.
bool survives(const std::string& body, std::uint64_t key) {
  Request request = post(body, key % 2 == 0 ? "2023-06-01" : "2026-10-21");
  if (key % 5 == 0) request.target = "/v1/messages/count_tokens";
  const Question question = claude().understand(request);
  const Occasion occasion{key, key, 20, 0};
  const Reply reply = question.refusal ? claude().refuse(*question.refusal, question, occasion)
                                       : answer_of(question, occasion).reply;
  std::string problem;
  for (const Step& step : reply.script) {
    if (step.kind != StepKind::send) continue;
    const std::size_t data = step.role == Role::body ? 0 : step.bytes.find("data: ") + 6;
    parse_json(std::string_view(step.bytes).substr(data), problem);
    EXPECT_EQ(problem, "") << body << "\n" << step.bytes;
  }
  return !question.refusal;
}

TEST(AnthropicHostile, SurvivesTwentyThousandMutatedBodies) {
  int accepted = 0;
  for (std::uint64_t key = 0; key < 20000; ++key) {
    Random random{key, 4711};
    if (survives(key % 2 == 0 ? mutated(random) : misfitted(random), key)) ++accepted;
    ASSERT_FALSE(HasFailure()) << key;
  }
  EXPECT_GT(accepted, 1000);  // otherwise the mutations are too wild to reach the answers
}

TEST(AnthropicHostile, SurvivesDeepNesting) {
  for (const std::string_view opener : {"[", "{\"a\":", "{\"messages\":[{\"content\":["}) {
    std::string body = "{\"model\":\"claude-opus-5\",\"max_tokens\":1,\"messages\":";
    for (int i = 0; i < 200000; ++i) body += opener;
    EXPECT_EQ(told(post(body)).substr(0, 69),
              "400 The request body is not valid JSON: recursion limit reached: line");
  }
}

TEST(AnthropicHostile, ReadsNestingWithinTheLimit) {
  std::string schema = "{\"type\":\"string\"}";
  for (int i = 0; i < 90; ++i)
    schema = "{\"type\":\"object\",\"properties\":{\"a\":" + schema + "}}";
  EXPECT_EQ(told(post(body_with(",\"tools\":[{\"name\":\"t\",\"input_schema\":" + schema + "}]"))),
            "200");
  EXPECT_TRUE(
      survives(body_with(",\"tools\":[{\"name\":\"t\",\"input_schema\":" + schema + "}]"), 1));
}

TEST(AnthropicHostile, SurvivesOddRequests) {
  for (const std::string_view target :
       {"", "/", "?", "/v1/models/?limit", "//messages", "/v1/models?&&=&"}) {
    const Question question = claude().understand({"", std::string(target), {}, ""});
    EXPECT_TRUE(question.refusal);
    EXPECT_NE(claude().refuse(*question.refusal, question, some_occasion).status, 200);
  }
}

TEST(AnthropicHostile, ReadsManyToolCallsInLinearTime) {
  std::string calls, results;
  for (int i = 0; i < 30000; ++i) {
    const std::string id = std::to_string(i);
    calls += (i ? "," : "") + (R"({"type":"tool_use","id":")" + id + R"(","name":"n","input":{}})");
    results += (i ? "," : "") + (R"({"type":"tool_result","tool_use_id":")" + id + "\"}");
  }
  EXPECT_EQ(told(post(body_of(R"({"role":"user","content":"x"},{"role":"assistant","content":[)" +
                                  calls + R"(]},{"role":"user","content":[)" + results + "]}",
                              "claude-opus-5"))),
            "200");
}

}  // namespace
}  // namespace squall
