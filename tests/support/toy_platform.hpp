// A provider made for tests: its events are a few letters long, so that whole scripts compare well.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mockserver/fault.hpp"
#include "tests/support/reply_parts.hpp"

namespace squall {

inline Step toy_delta(std::string text) {
  Step step = send(Role::delta, "<" + text + ">");
  step.tokens = 1;
  step.text = static_cast<std::uint32_t>(text.size());
  return step;
}

// Five deltas of one token each between everything else that a stream has; no waits.
inline Reply toy_stream() {
  Reply reply;
  reply.headers = {{"content-type", "text/event-stream"}};
  reply.framing = Framing::chunked;
  reply.script = {send(Role::open, "open"),   send(Role::ping, "ping"),
                  toy_delta("one"),           toy_delta("two"),
                  toy_delta("three"),         toy_delta("four"),
                  toy_delta("five"),          send(Role::shut, "shut"),
                  send(Role::usage, "usage"), send(Role::terminal, "stop"),
                  ending(StepKind::finish)};
  return reply;
}

// The same answer as one body.
inline Reply toy_body() {
  Reply reply;
  reply.headers = {{"content-type", "application/json"}};
  Step body = send(Role::body, "{onetwothreefourfive}");
  body.tokens = 5;
  body.text = 19;
  reply.script = {std::move(body), ending(StepKind::finish)};
  return reply;
}

inline Reply toy_nothing() {
  Reply reply;
  reply.script = {ending(StepKind::finish)};
  return reply;
}

inline Reply toy_refuse(const Refusal& refusal, const Question&, const Occasion&) {
  Reply reply;
  reply.status = refusal.status;
  reply.headers = {{"retry-after", "7"}};
  std::string told = "refused " + refusal.type + "/" + refusal.message;
  if (refusal.cause == Cause::spend_limit) told += " spent";
  if (refusal.cause == Cause::no_quota_used) told += " under quota";
  if (refusal.cause == Cause::hidden_overload) told += " in disguise";
  if (!refusal.advice.empty()) told += ". " + refusal.advice;
  reply.script = {send(Role::body, std::move(told)), ending(StepKind::finish)};
  return reply;
}

inline bool toy_serves(std::string_view path) { return path == "/toy"; }

// `stream` in the body asks for a stream, `tools` offers tools, `wrong` is refused, `models` asks
// for something that is not spoken; the whole body is the conversation.
inline Question toy_understand(const Request& request) {
  Question question;
  question.endpoint_name = "toy";
  question.model = "toy-1";
  question.stream = request.body.find("stream") != std::string::npos;
  question.tools = request.body.find("tools") != std::string::npos;
  if (request.body.find("models") != std::string::npos) question.endpoint = Endpoint::models;
  question.conversation = request.body;
  if (request.body.find("wrong") != std::string::npos) question.refusal = Refusal{400, "", "wrong"};
  return question;
}

// Five tokens, and a call where tools are offered.
inline Speech toy_speech(bool tools = false) {
  Speech speech;
  speech.model = "toy-1";
  speech.text = {"one", "two", "three", "four", "five"};
  if (!tools) return speech;
  speech.calls.push_back({"charge", "call_0000", R"({"order":"7"})", true});
  speech.stop = Stop::tool;
  return speech;
}

inline Speech toy_speak(const Question& question, const Occasion&) {
  return toy_speech(question.tools);
}

// What differs from a plain answer of toy-1, in words: ` toy-2 max_tokens usage 0/9`.
inline std::string toy_remarks(const Speech& speech) {
  std::string remarks;
  if (speech.model != "toy-1") remarks += " " + speech.model;
  if (speech.stop != Stop::end) remarks += " " + std::string(name(speech.stop));
  if (!speech.usage) return remarks + " usage none";
  if (speech.usage == Usage{}) return remarks;
  return remarks + " usage " + std::to_string(speech.usage->input) + "/" +
         std::to_string(tokens_told(speech));
}

inline std::string toy_call(const ToolCall& call) {
  return call.name + "#" + call.id + "(" + call.input + (call.whole ? ")" : "");
}

inline Reply toy_say_stream(const Speech& speech) {
  Reply reply = toy_nothing();
  reply.headers = {{"content-type", "text/event-stream"}};
  reply.framing = Framing::chunked;
  reply.script = {send(Role::open, "open"), send(Role::ping, "ping")};
  for (const std::string& token : speech.thought) {
    Step& step = reply.script.emplace_back(toy_delta("~" + token));
    step.text = 0;
  }
  for (const std::string& token : speech.text) reply.script.push_back(toy_delta(token));
  for (const ToolCall& call : speech.calls)
    reply.script.push_back(send(Role::delta, toy_call(call)));
  reply.script.push_back(send(Role::shut, "shut"));
  reply.script.push_back(send(Role::usage, "usage" + toy_remarks(speech)));
  reply.script.push_back(send(Role::terminal, "stop"));
  reply.script.push_back(ending(StepKind::finish));
  return reply;
}

// Says what toy_stream() and toy_body() say, and whatever else it is told to.
inline Reply toy_say(const Question& question, const Speech& speech, const Occasion&) {
  if (question.stream) return toy_say_stream(speech);
  Reply reply = toy_body();
  Step& body = reply.script.front();
  const std::string text = whole_text(speech.text);
  body.text = static_cast<std::uint32_t>(text.size());
  body.tokens = static_cast<std::uint32_t>(tokens_said(speech));
  body.bytes = "{";
  for (const std::string& token : speech.thought) body.bytes += "~" + token;
  body.bytes += text;
  for (const ToolCall& call : speech.calls) body.bytes += toy_call(call);
  body.bytes += toy_remarks(speech) + "}";
  return reply;
}

inline Reply toy_tell(const Question&, const Occasion&) {
  Reply reply = toy_body();
  reply.script.front().bytes = "{toy-1}";
  return reply;
}

inline Script toy_refuse_midway(const Refusal& refusal, const Occasion&) {
  return {send(Role::error, "error " + refusal.type)};
}

inline constexpr Platform toy_platform{
    "toy",   "made for tests", toy_serves, toy_understand,    toy_speak,
    toy_say, toy_tell,         toy_refuse, toy_refuse_midway, "~"};

using Given = std::vector<std::pair<std::string_view, std::string_view>>;

// The settings of a fault as a scenario would give them; the rest are its defaults.
inline Settings settings_of(const FaultKind& kind, const Given& given) {
  Settings settings(kind.word.settings);
  for (const auto& [key, text] : given)
    for (const Setting& setting : kind.word.settings) {
      if (setting.key != key) continue;
      SettingValue value;
      EXPECT_EQ(read_setting(setting, text, value), "") << kind.word.name << "." << key;
      settings.set(key, value);
    }
  return settings;
}

inline const FaultKind& fault_named(std::string_view name) {
  const FaultKind* kind = find_fault(name);
  if (kind == nullptr) std::abort();
  return *kind;
}

// What a fault of the meaning layer makes of a speech.
inline Speech spoken(std::string_view fault, const Given& given, Speech speech,
                     std::uint64_t dice = 1, bool* acted = nullptr) {
  const FaultKind& kind = fault_named(fault);
  const Request request;
  Question question;
  question.model = "toy-1";
  const Occasion occasion;
  Random random{dice};
  const Fault made = kind.make(settings_of(kind, given));
  const bool did =
      std::get<SpeechEdit>(made)(speech, {toy_platform, request, question, occasion}, random);
  if (acted != nullptr) *acted = did;
  return speech;
}

// What a fault of the later layers makes of a reply. `acted` hears whether it found what it edits.
inline Reply edited(std::string_view fault, const Given& given, Reply reply, std::uint64_t dice = 1,
                    bool* acted = nullptr) {
  const FaultKind& kind = fault_named(fault);
  const Request request;
  const Question question;
  const Occasion occasion;
  Random random{dice};
  const Fault made = kind.make(settings_of(kind, given));
  const bool did =
      std::get<ReplyEdit>(made)(reply, {toy_platform, request, question, occasion}, random);
  if (acted != nullptr) *acted = did;
  return reply;
}

inline std::string script_after(std::string_view fault, const Given& given,
                                Reply reply = toy_stream()) {
  return print(edited(fault, given, std::move(reply)).script);
}

}  // namespace squall
