// Requests, answers and masks that the tests of the Anthropic platform share.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "mockserver/platform.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/reply_parts.hpp"

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

// A healthy answer together with the truth it carries.
struct Answer {
  Reply reply;
  std::string meant, stop, tool_input;
};

inline Answer answer_of(const Question& question, const Occasion& occasion = some_occasion) {
  if (question.endpoint != Endpoint::generate)
    return {claude().tell(question, occasion), "", "", ""};
  const Speech speech = claude().speak(question, occasion);
  const bool calls = !speech.calls.empty() && speech.calls[0].whole;
  return {claude().say(question, speech, occasion), whole_text(speech.text),
          std::string(name(speech.stop)), calls ? speech.calls[0].input : ""};
}

inline Answer answer_to(const Request& request, const Occasion& occasion = some_occasion) {
  const Question question = claude().understand(request);
  EXPECT_FALSE(question.refusal) << question.refusal->message;
  if (question.refusal) return {};
  return answer_of(question, occasion);
}

inline std::string body_to(const Request& request, const Occasion& occasion = some_occasion) {
  return bytes_of(answer_to(request, occasion).reply.script);
}

inline constexpr std::string_view base58 =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
inline constexpr std::string_view hex_digits = "0123456789abcdef";

// Whether `text` is `count` characters of `alphabet` between `before` and `after`.
inline bool is_drawn(std::string_view text, std::string_view before, std::string_view alphabet,
                     std::size_t count, std::string_view after = "") {
  if (text.size() != before.size() + count + after.size()) return false;
  return text.starts_with(before) && text.ends_with(after) &&
         text.substr(before.size(), count).find_first_not_of(alphabet) == std::string_view::npos;
}

// Hides what differs from answer to answer: well-formed ids and signatures, token counts, and the
// padding's length.
inline std::string masked(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view rest = text;
    for (const std::string_view prefix : {"\"msg_01", "\"toolu_01", "\"req_01"})
      if (is_drawn(text.substr(0, prefix.size() + 23), prefix, base58, 22, "\"")) {
        out += std::string(prefix.substr(0, prefix.size() - 2)) + "*\"";
        text.remove_prefix(prefix.size() + 23);
      }
    if (text.starts_with("EqQB") && text.find('"') == 344) {
      out += "EqQB*";
      text.remove_prefix(344);
    }
    if (text.starts_with("_tokens\":")) {
      out += "_tokens\":N";
      text.remove_prefix(std::min(text.size(), text.find_first_not_of("0123456789", 9)));
    }
    if (text.starts_with("}\n")) {
      out.resize(out.find_last_not_of(' ') + 1);
      out += " }";
      text.remove_prefix(1);
    }
    if (text.size() == rest.size()) {
      out += text[0];
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace squall
