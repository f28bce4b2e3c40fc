// Writes histories by hand, the way a run would: one call at a time.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/history.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/text.hpp"
#include "scenarios/truth.hpp"

namespace squall {

using std::chrono::minutes;
using std::chrono::seconds;

// The answer that a mock server means for this call, turn and model.
inline std::string truth(const std::string& call, const std::string& model = "opus",
                         std::uint64_t turn = 0, std::size_t tokens = 40) {
  std::string text;
  for (const std::string& token : true_answer(fnv1a(call) + turn, "anthropic", model, tokens))
    text += token;
  return text;
}

// What is said of an attempt. `meant` empty: the server refused.
struct Tried {
  Instant at{};
  std::int64_t status = 200;
  std::string meant = "";
  std::vector<std::string> rules = {};
  std::string model = "opus";
  std::uint64_t turn = 0;
  std::string stop = "end_turn";
  std::string tool_input = "";
  std::string platform = "anthropic";
};

class HistoryWriter {
 public:
  HistoryWriter() {
    RunBegan run;
    run.squall = "1.0";
    run.commit = "abc1234";
    run.compiler = "g++ 12.2.0";
    run.scenario = "example";
    run.digest = hex(0);
    run.seed = 7;
    run.speed = "60";
    run.started = "2026-06-05T15:08:00Z";
    run.stack = "anthropic-node";
    run.argv = {"squall", "run", "scenarios/example.yaml"};
    record(run);
    record(
        StackReady{Instant{0}, run.stack, {{"@anthropic-ai/sdk", "0.60.0"}, {"node", "24.1.0"}}});
  }

  void record(Event event) { history_.events.push_back(std::move(event)); }

  // A call that is due and asked at once.
  CallBegan& call(const std::string& tag, Instant due, const std::string& model = "opus",
                  Duration deadline = seconds(60)) {
    CallBegan began;
    began.at = began.due = due;
    began.call = tag;
    began.ordinal = ordinal_++;
    began.call_class = "chat";
    began.platform = "anthropic";
    began.model = model;
    began.deadline = deadline;
    record(began);
    return std::get<CallBegan>(history_.events.back());
  }

  std::uint64_t begin_attempt(const std::string& tag, const Tried& tried) {
    AttemptBegan began;
    began.at = tried.at;
    began.id = ++id_;
    began.call = tag;
    began.turn = tried.turn;
    began.platform = tried.platform;
    began.endpoint = "messages";
    began.model = tried.model;
    began.rules = tried.rules;
    record(began);
    return id_;
  }

  void attempt(const std::string& tag, const Tried& tried) {
    AttemptEnded ended;
    ended.id = begin_attempt(tag, tried);
    ended.at = tried.at + seconds(1);
    ended.call = tag;
    ended.status = tried.status;
    ended.how = "finish";
    ended.told_end = true;
    ended.meant = tried.meant;
    ended.stop = tried.meant.empty() && tried.tool_input.empty() ? "" : tried.stop;
    ended.tool_input = tried.tool_input;
    record(ended);
  }

  void end(const std::string& tag, Instant at, const std::string& outcome,
           const std::string& text = "", const std::string& error = "", std::int64_t status = 0) {
    CallEnded ended;
    ended.at = at;
    ended.call = tag;
    ended.outcome = outcome;
    ended.text = text;
    ended.error_class = error;
    ended.status = status;
    record(ended);
  }

  void charge(const std::string& tag, Instant at, const std::string& key) {
    record(SideEffect{at, tag, "charge", key});
  }

  // A call with a tool, up to the attempt in which the server means to use it.
  void ask_for_tool(const std::string& tag, Instant due, const std::string& model = "opus") {
    call(tag, due, model).tools = true;
    attempt(tag, {.at = due,
                  .meant = "I charge the card.",
                  .model = model,
                  .stop = "tool_use",
                  .tool_input = "{\"order\":\"order-" + tag + "\"}"});
  }

  // The turn after the tool's, and its true answer four seconds after the call was due.
  void tell_result(const std::string& tag, Instant due, const std::string& model = "opus") {
    const std::string text = truth(tag, model, 1);
    attempt(tag, {.at = due + seconds(2), .meant = text, .model = model, .turn = 1});
    end(tag, due + seconds(4), "answered", text);
  }

  // A call with a tool that charges once and is answered truly.
  void tool_call(const std::string& tag, Instant due, const std::string& model = "opus") {
    ask_for_tool(tag, due, model);
    charge(tag, due + seconds(2), "order-" + tag);
    tell_result(tag, due, model);
  }

  // A call that is asked, tried once and answered truly two seconds after it was due.
  void good_call(const std::string& tag, Instant due, const std::string& model = "opus") {
    call(tag, due, model);
    attempt(tag, {.at = due, .meant = truth(tag, model), .model = model});
    end(tag, due + seconds(2), "answered", truth(tag, model));
  }

  // A call that is refused once, by the rule, and fails openly.
  void failed_call(const std::string& tag, Instant due, const std::string& rule = "down",
                   const std::string& model = "opus") {
    call(tag, due, model);
    attempt(tag, {.at = due, .status = 529, .meant = "", .rules = {rule}, .model = model});
    end(tag, due + seconds(2), "failed", "", "overloaded_error", 529);
  }

  History finished(Instant at = minutes(60)) {
    record(RunEnded{at, "finished"});
    history_.complete = true;
    return history_;
  }

  History cut() const { return history_; }

 private:
  History history_;
  std::uint64_t ordinal_ = 0, id_ = 0;
};

// A rule that refuses this share of a model's attempts over a window.
inline Rule down(const std::string& id, Instant from, Instant to, Ratio share = {1, 1},
                 std::vector<std::string> models = {}) {
  Rule rule;
  rule.id = id;
  rule.during = {from, to};
  rule.where.model = std::move(models);
  rule.share.level = share;
  rule.faults.push_back({"error", {}, 1, {}});
  return rule;
}

// An hour without any rule.
inline Scenario quiet_hour() {
  Scenario scenario;
  scenario.name = "example";
  scenario.title = "An hour at sea";
  scenario.duration = minutes(60);
  return scenario;
}

}  // namespace squall
