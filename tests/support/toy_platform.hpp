// A provider made for tests: its events are a few letters long, so that whole scripts compare well.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mockserver/fault.hpp"

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

// `stream` in the body asks for a stream, `wrong` is refused; the whole body is the conversation.
inline Question toy_understand(const Request& request) {
  Question question;
  question.endpoint_name = "toy";
  question.model = "toy-1";
  question.stream = request.body.find("stream") != std::string::npos;
  question.conversation = request.body;
  if (request.body.find("wrong") != std::string::npos) question.refusal = Refusal{400, "", "wrong"};
  return question;
}

inline Answer toy_answer(const Question& question, const Occasion&) {
  return {question.stream ? toy_stream() : toy_body(), "onetwothreefourfive", "end", ""};
}

inline Script toy_refuse_midway(const Refusal& refusal, const Occasion&) {
  return {send(Role::error, "error " + refusal.type)};
}

inline constexpr Platform toy_platform{
    "toy",      "made for tests", toy_serves,        toy_understand,
    toy_answer, toy_refuse,       toy_refuse_midway, "~"};

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
