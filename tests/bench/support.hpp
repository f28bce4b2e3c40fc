// What the benchmarks share: a scenario, a request, and the words of all catalogs.
#pragma once

#include <string>

#include "mockserver/answer.hpp"
#include "runner/commands/command.hpp"
#include "scenarios/parse.hpp"

namespace squall::bench {

inline const Scenario& june5() {
  static const Scenario scenario =
      load_scenario(find_scenario("2026-06-05-anthropic-staggered"), full_vocabulary());
  return scenario;
}

inline Request request(bool stream) {
  Request request;
  request.method = "POST";
  request.target = "/v1/messages";
  request.headers = {{"content-type", "application/json"},
                     {"x-api-key", "dummy"},
                     {"anthropic-version", "2023-06-01"}};
  request.body = R"({"model":"claude-haiku-4-5","max_tokens":1024,"messages":[{"role":"user",)"
                 R"("content":"[[squall 17]] Report on watch 17."}])";
  request.body += stream ? R"(,"stream":true})" : "}";
  return request;
}

// A streamed answer as the platform gives it, before any fault.
inline Reply streamed_reply(const Question& question, const Occasion& occasion) {
  const Platform& platform = *find_platform("anthropic");
  return platform.say(question, platform.speak(question, occasion), occasion);
}

}  // namespace squall::bench
