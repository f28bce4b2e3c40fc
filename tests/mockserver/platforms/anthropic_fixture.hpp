// Requests, answers and masks that the tests of the Anthropic platform share.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "mockserver/platform.hpp"

namespace squall {

inline const Platform& claude() {
  const Platform* platform = find_platform("anthropic");
  if (!platform) std::abort();
  return *platform;
}

inline constexpr Occasion some_occasion{11, 22, 60, 1780671600};

inline Request post(std::string body, std::string version = "2023-06-01") {
  return {"POST",
          "/v1/messages",
          {{"content-type", "application/json"},
           {"x-api-key", "sk-ant-dummy"},
           {"anthropic-version", std::move(version)}},
          std::move(body)};
}

inline Request ask(std::string target) {
  return {"GET",
          std::move(target),
          {{"authorization", "Bearer sk-ant-dummy"}, {"anthropic-version", "2026-10-21"}},
          ""};
}

// A body with these members besides a model, a token limit and one message.
inline std::string body_with(std::string_view members, std::string_view model = "claude-opus-4-8") {
  return "{\"model\":\"" + std::string(model) +
         "\",\"max_tokens\":2000,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]" +
         std::string(members) + "}";
}

// A body with these messages, as the inside of the list.
inline std::string body_of(std::string_view messages, std::string_view model = "claude-opus-4-5") {
  return "{\"model\":\"" + std::string(model) + "\",\"max_tokens\":2000,\"messages\":[" +
         std::string(messages) + "]}";
}

// What is said to a request: the status, then the refusal's own message.
inline std::string told(const Request& request) {
  const Question question = claude().understand(request);
  if (!question.refusal) return "200";
  return std::to_string(question.refusal->status) + " " + question.refusal->message;
}

inline Answer answer_to(const Request& request, const Occasion& occasion = some_occasion) {
  const Question question = claude().understand(request);
  EXPECT_FALSE(question.refusal) << question.refusal->message;
  if (question.refusal) return {};
  return claude().answer(question, occasion);
}

inline std::string bytes_of(const Script& script) {
  std::string bytes;
  for (const Step& step : script) bytes += step.bytes;
  return bytes;
}

inline std::string body_to(const Request& request, const Occasion& occasion = some_occasion) {
  return bytes_of(answer_to(request, occasion).reply.script);
}

inline std::string header_of(const Reply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers)
    if (key == name) return value;
  return "(none)";
}

// Hides what differs from answer to answer: ids, token counts, and the padding's length.
inline std::string masked(std::string text) {
  text = std::regex_replace(text, std::regex("(msg|toolu|req)_01[1-9A-HJ-NP-Za-km-z]{22}"), "$1_*");
  text = std::regex_replace(text, std::regex("_tokens\":[0-9]+"), "_tokens\":N");
  return std::regex_replace(text, std::regex(" *\\}\n"), " }\n");
}

// Compares whole texts; UPDATE_GOLDEN=1 writes the file instead.
inline void expect_golden(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path(__FILE__).parent_path() / "../../golden/anthropic" / name;
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path) << text;
  std::ifstream file(path);
  EXPECT_EQ(text, std::string(std::istreambuf_iterator<char>(file), {})) << path;
}

}  // namespace squall
