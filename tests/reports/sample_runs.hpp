// A few runs with something of everything, for reports to be written about.
#pragma once

#include "reports/report.hpp"
#include "tests/reports/histories.hpp"

namespace squall {

inline Scenario sample_scenario() {
  Scenario scenario = quiet_hour();
  scenario.warm_up = minutes(5);
  scenario.rules = {down("down", minutes(10), minutes(30), {1, 1}, {"claude-opus-4-6"}),
                    down("cut", minutes(20), minutes(40), {1, 50})};
  return scenario;
}

// Two models; the one that is hit is down for twenty minutes and nine more.
inline Report poor_report() {
  HistoryWriter writer;
  for (int i = -5; i < 60; ++i) {
    const std::string tag = "c" + std::to_string(i + 5);
    if (i >= 10 && i < 39)
      writer.failed_call(tag, minutes(i), "down", "claude-opus-4-6");
    else
      writer.good_call(tag, minutes(i), "claude-opus-4-6");
    writer.good_call("s" + tag, minutes(i) + seconds(30), "claude-sonnet-4-6");
  }
  writer.call("cut1", minutes(31), "claude-sonnet-4-6");
  writer.attempt(
      "cut1",
      {.at = minutes(31), .meant = truth("cut1"), .rules = {"cut"}, .model = "claude-sonnet-4-6"});
  writer.end("cut1", minutes(31) + seconds(3), "answered", truth("cut1").substr(0, 77));
  writer.call("odd1", minutes(32), "claude-sonnet-4-6");
  writer.attempt("odd1", {.at = minutes(32), .meant = truth("odd1"), .model = "claude-sonnet-4-6"});
  writer.end("odd1", minutes(32) + seconds(3), "answered", truth("cut1"));
  writer.call("hung1", minutes(33), "claude-sonnet-4-6");
  writer.call("sub1", minutes(34), "claude-sonnet-4-6");
  writer.end("sub1", minutes(34) + seconds(1), "degraded", "We are sorry.");
  return make_report(writer.finished(), sample_scenario());
}

// Everything is answered; each rule acted on an attempt that was tried again.
inline Report good_report() {
  HistoryWriter writer;
  for (int i = -5; i < 60; ++i) {
    const std::string tag = "c" + std::to_string(i + 5);
    writer.call(tag, minutes(i), "claude-opus-4-6");
    if (i == 20)
      writer.attempt(tag, {.at = minutes(i),
                           .status = 529,
                           .meant = "",
                           .rules = {"down", "cut"},
                           .model = "claude-opus-4-6"});
    writer.attempt(
        tag, {.at = minutes(i) + seconds(1), .meant = truth(tag), .model = "claude-opus-4-6"});
    writer.end(tag, minutes(i) + seconds(3), "answered", truth(tag));
  }
  return make_report(writer.finished(), sample_scenario());
}

// Three calls that charge a card: one well, one twice, one whose tool call never came.
inline Report tool_report() {
  HistoryWriter writer;
  writer.tool_call("well", minutes(1), "claude-opus-4-6");
  writer.tool_call("twice", minutes(2), "claude-opus-4-6");
  writer.charge("twice", minutes(2) + seconds(9), "order-twice");
  writer.ask_for_tool("cut", minutes(3), "claude-opus-4-6");
  writer.end("cut", minutes(3) + seconds(3), "answered", "I charge the card.");
  return make_report(writer.finished(), quiet_hour());
}

// Killed after a few calls, before any rule acted, with a call under way.
inline Report cut_report() {
  HistoryWriter writer;
  for (int i = 0; i < 3; ++i)
    writer.good_call("c" + std::to_string(i), minutes(i), "claude-opus-4-6");
  writer.call("c3", minutes(3), "claude-opus-4-6");
  writer.begin_attempt("c3", {.at = minutes(3), .meant = "", .model = "claude-opus-4-6"});
  writer.record(StackTrouble{minutes(3) + seconds(5), "hung", "no word for 30s\x1b[31m"});
  return make_report(writer.cut(), sample_scenario());
}

}  // namespace squall
