// Settings: kinds, limits, choices and defaults.
#include "scenarios/settings.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/support/vocabulary.hpp"

namespace squall {
namespace {

using enum SettingKind;
using namespace std::chrono_literals;

// What the reader gives for a text: the value printed, or what it expected instead.
std::string reading(const Setting& setting, std::string_view text) {
  SettingValue value;
  const std::string expected = read_setting(setting, text, value);
  return expected.empty() ? "= " + print(value) : expected;
}

TEST(Setting, KeepsItsLimitsInclusively) {
  constexpr Setting pause{"lasting", duration, "", "1ms..24h", ""};
  EXPECT_EQ(reading(pause, "1ms"), "= 1ms");
  EXPECT_EQ(reading(pause, "24h"), "= 24h");
  EXPECT_EQ(reading(pause, "999us"), "a duration such as 250ms from 1ms to 24h");
  EXPECT_EQ(reading(pause, "24h1ns"), "a duration such as 250ms from 1ms to 24h");
  constexpr Setting status{"status", whole, "529", "400..599", ""};
  EXPECT_EQ(reading(status, "400"), "= 400");
  EXPECT_EQ(reading(status, "600"), "a whole number from 400 to 599");
  EXPECT_EQ(reading(status, "-400"), "a whole number from 400 to 599");
  constexpr Setting buffer{"buffer", size, "1KiB", "1..10MiB", ""};
  EXPECT_EQ(reading(buffer, "10MiB"), "= 10485760");
  EXPECT_EQ(reading(buffer, "0"), "a size such as 64KiB from 1 to 10MiB");
  constexpr Setting factor{"factor", ratio, "2", "1/100..100", ""};
  EXPECT_EQ(reading(factor, "100"), "= 100");
  EXPECT_EQ(reading(factor, "1/101"), "a ratio such as 3/10 from 1/100 to 100");
}

TEST(Setting, ReadsRatesAndComparesThemWhateverTheirUnit) {
  constexpr Setting quota{"quota", rate, "50/min", "1/h..100/s", ""};
  EXPECT_EQ(reading(quota, "50/min"), "= 50/min");
  EXPECT_EQ(reading(quota, "1/60min"), "= 1/h");
  EXPECT_EQ(reading(quota, "6000/min"), "= 6000/min");
  EXPECT_EQ(reading(quota, "1/61min"), "a rate such as 50/min from 1/h to 100/s");
  EXPECT_EQ(reading(quota, "6001/min"), "a rate such as 50/min from 1/h to 100/s");
  EXPECT_EQ(reading(quota, "50"), "a rate such as 50/min from 1/h to 100/s");
  EXPECT_EQ(reading(quota, "0/min"), "a rate such as 50/min from 1/h to 100/s");
  constexpr Setting any{"quota", rate, "1/s", "", ""};
  EXPECT_EQ(reading(any, "1/us"), "= 1/us");
  EXPECT_EQ(reading(any, "2/us"), "a rate such as 50/min");
}

TEST(Setting, MayLimitOneEndOnly) {
  constexpr Setting least{"a", whole, "5", "3..", ""};
  EXPECT_EQ(reading(least, "9000000000"), "= 9000000000");
  EXPECT_EQ(reading(least, "2"), "a whole number from 3");
  constexpr Setting most{"a", duration, "5s", "..1min", ""};
  EXPECT_EQ(reading(most, "-5s"), "= -5s");
  EXPECT_EQ(reading(most, "61s"), "a duration such as 250ms to 1min");
}

TEST(Setting, HasSensibleLimitsWhereItNamesNone) {
  constexpr Setting pause{"a", duration, "5s", "", ""};
  EXPECT_EQ(reading(pause, "0"), "= 0");
  EXPECT_EQ(reading(pause, "-1ns"), "a duration such as 250ms");
  EXPECT_EQ(reading(pause, "3651d"), "a duration such as 250ms");
  constexpr Setting part{"a", ratio, "1/2", "", ""};
  EXPECT_EQ(reading(part, "1"), "= 1");
  EXPECT_EQ(reading(part, "101%"), "a ratio such as 3/10");
  constexpr Setting count{"a", whole, "1", "", ""};
  EXPECT_EQ(reading(count, "9223372036854775807"), "= 9223372036854775807");
  EXPECT_EQ(reading(count, "9223372036854775808"), "a whole number");
}

TEST(Setting, TakesOneOfItsChoices) {
  constexpr Setting body{"body", choice, "json", "json|html|nothing", ""};
  EXPECT_EQ(choices(body), (std::vector<std::string_view>{"json", "html", "nothing"}));
  EXPECT_EQ(reading(body, "html"), "= html");
  EXPECT_EQ(reading(body, "json|html"), "one of json, html, nothing");
  EXPECT_EQ(reading(body, ""), "one of json, html, nothing");
  constexpr Setting flagged{"hard", flag, "true", "", ""};
  EXPECT_EQ(reading(flagged, "false"), "= false");
  EXPECT_EQ(reading(flagged, "no"), "true or false");
  constexpr Setting message{"message", text, "overloaded", "", ""};
  EXPECT_EQ(reading(message, "5 %"), "= 5 %");
  EXPECT_EQ(choices(message), (std::vector<std::string_view>{}));
}

TEST(Settings, BeginWithTheDefaultsOfTheirTable) {
  const Settings settings(test_vocabulary().faults[0].settings);
  EXPECT_EQ(settings.whole("status"), 529U);
  EXPECT_EQ(settings.text("body"), "json");
  EXPECT_EQ(settings.duration("retry_after"), 0s);
  EXPECT_EQ(settings.text("message"), "overloaded");
  const Settings slow(test_vocabulary().faults[3].settings);
  EXPECT_EQ(slow.ratio("factor"), (Ratio{2, 1}));
  EXPECT_EQ(slow.size("buffer"), 65536U);
  EXPECT_EQ(slow.rate("quota"), (Rate{50, 1min}));
  EXPECT_FALSE(Settings(test_vocabulary().faults[2].settings).flag("inside_character"));
}

TEST(Settings, AreEqualWhenTheirValuesAre) {
  Settings one(test_vocabulary().faults[0].settings), other = one;
  EXPECT_EQ(one, other);
  other.set("status", {.kind = whole, .number = 500, .ratio = {}, .text = {}});
  EXPECT_NE(one, other);
  EXPECT_EQ(other.whole("status"), 500U);
}

TEST(SettingsDeathTest, AssertOnAKeyThatTheTableLacks) {
  const Settings settings(test_vocabulary().faults[0].settings);
  EXPECT_DEATH(settings.whole("stauts"), "");
  EXPECT_DEATH(settings.duration("status"), "");
  EXPECT_DEATH(settings.text("status"), "");
}

}  // namespace
}  // namespace squall
