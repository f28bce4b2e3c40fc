// Runs one check on a written history, with settings as a person would give them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/check.hpp"
#include "tests/reports/histories.hpp"

namespace squall {

using Given = std::vector<std::pair<std::string_view, std::string_view>>;

inline Finding run_named_check(std::string_view check, const History& history,
                               const Scenario& scenario = quiet_hour(), const Given& given = {}) {
  const CheckKind* kind = find_check(check);
  Settings settings(kind->word.settings);
  for (const auto& [key, text] : given)
    for (const Setting& setting : kind->word.settings) {
      SettingValue value;
      if (setting.key == key && read_setting(setting, text, value).empty())
        settings.set(key, value);
    }
  return run_check(*kind, judge(history, scenario), scenario, settings);
}

// Ten calls a minute apart, the first so many of which end in another way than the rest.
template <class Odd>
HistoryWriter ten_calls(int odd_ones, Odd odd) {
  HistoryWriter writer;
  for (int i = 0; i < 10; ++i) {
    const std::string tag = "c" + std::to_string(i);
    if (i < odd_ones)
      odd(writer, tag, minutes(i));
    else
      writer.good_call(tag, minutes(i));
  }
  return writer;
}

inline void truncated_call(HistoryWriter& writer, const std::string& tag, Instant due) {
  writer.call(tag, due);
  writer.attempt(tag, {.at = due, .meant = truth(tag), .rules = {"cut"}});
  writer.end(tag, due + seconds(2), "answered", truth(tag).substr(0, 80));
}

inline void empty_call(HistoryWriter& writer, const std::string& tag, Instant due) {
  writer.call(tag, due);
  writer.attempt(tag, {.at = due, .meant = truth(tag)});
  writer.end(tag, due + seconds(2), "answered", "");
}

inline void late_call(HistoryWriter& writer, const std::string& tag, Instant due) {
  writer.call(tag, due);
  writer.attempt(tag, {.at = due, .meant = truth(tag)});
  writer.end(tag, due + seconds(90), "answered", truth(tag));
}

inline void silent_call(HistoryWriter& writer, const std::string& tag, Instant due) {
  writer.call(tag, due);
}

inline void failing_call(HistoryWriter& writer, const std::string& tag, Instant due) {
  writer.failed_call(tag, due);
}

// A run that ends before its last call's deadline.
inline HistoryWriter with_pending(HistoryWriter writer) {
  writer.call("open", minutes(59) + seconds(30));
  return writer;
}

}  // namespace squall
