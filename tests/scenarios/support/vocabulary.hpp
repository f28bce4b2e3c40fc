// A small vocabulary with settings of every kind, so that these tests know no catalog.
#pragma once

#include <string>

#include "scenarios/parse.hpp"

namespace squall {

inline const Vocabulary& test_vocabulary() {
  using enum SettingKind;
  static constexpr Setting refuse[] = {
      {"status", whole, "529", "400..599", "HTTP status"},
      {"body", choice, "json", "json|html|nothing", "what the body holds"},
      {"retry_after", duration, "0", "0..1h", "the header of that name"},
      {"message", text, "overloaded", "", "what the error says"}};
  static constexpr Setting stall[] = {
      {"lasting", duration, "", "1ms..24h", "how long the pause is"},
      {"after_sends", whole, "1", "0..1000", "how many sends go before it"}};
  static constexpr Setting cut[] = {
      {"at", ratio, "4/5", "", "place in the answer"},
      {"inside_character", flag, "false", "", "whether a character is torn"}};
  static constexpr Setting slow[] = {{"factor", ratio, "2", "1/100..100", "how many times slower"},
                                     {"buffer", size, "64KiB", "1..10MiB", "what is held back"},
                                     {"jitter", duration, "5ms", "", "at most this much more"},
                                     {"quota", rate, "50/min", "1/h..100/s", "answers a minute"}};
  static constexpr Setting recovered[] = {
      {"within", duration, "60s", "1s..1h", "time after the last fault"}};
  static constexpr std::string_view signing[] = {"anthropic", "gemini"};
  static constexpr Setting answered[] = {{"at_least", ratio, "", "", "share of the calls"}};
  static const Vocabulary words{
      .faults = {{"refuse", "An HTTP error instead of an answer.", refuse, {.replaces = true}},
                 {"stall", "The stream pauses part-way.", stall, {.streams_only = true}},
                 {"cut", "The answer ends too early.", cut},
                 {"slow", "Everything takes longer.", slow},
                 {"reset", "The connection is reset.", {}},
                 {"miscall", "The tool call is broken.", {}, {.tools_only = true}},
                 {"mixed",
                  "A conversation of two platforms is refused.",
                  {},
                  {.replaces = true, .foreign_past = true, .platforms = signing}},
                 {"hush", "Accepted, then silent.", {}, {.connections = true}},
                 {"shut_port", "Nobody listens.", {}, {.connections = true, .whole_port = true}}},
      .checks = {{"recovered", "Calls succeed again after the last fault.", recovered},
                 {"answered", "Enough calls are answered.", answered},
                 {"no_duplicates", "No side effect happens twice.", {}}},
      .platforms = {{"anthropic", "Claude API", {}},
                    {"openai", "OpenAI API", {}},
                    {"gemini", "Gemini API", {}}},
      .endpoints = {"messages", "count_tokens", "models", "responses"}};
  return words;
}

// A whole scenario around some lines of rules; the first of them stands on line 7.
inline std::string scenario_with(const std::string& lines) {
  return "name: june5\n"
         "title: Overload\n"
         "duration: 1h\n"
         "workload:\n"
         "  rate: 2/s\n"
         "  classes: [{name: chat, models: [claude-sonnet, claude-opus]}]\n" +
         lines;
}

inline Scenario parse(const std::string& text) {
  return parse_scenario(text, "june5.yaml", test_vocabulary());
}

// What the parser says of a text, or "" where it takes it.
inline std::string complaint(const std::string& text) {
  try {
    parse(text);
    return "";
  } catch (const BadInput& wrong) {
    return wrong.what();
  }
}

}  // namespace squall
