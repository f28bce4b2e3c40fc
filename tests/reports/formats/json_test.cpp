// The report for programs, as a whole.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/reports/sample_runs.hpp"
#include "tests/support/golden.hpp"

namespace squall {
namespace {

std::string json_of(const Report& report) { return find_format("json")->write(report, Style{}); }

TEST(JsonFormat, TellsOfARunThatFailed) {
  expect_golden("reports/failed.json", json_of(poor_report()));
}

TEST(JsonFormat, TellsOfARunThatWasCut) {
  expect_golden("reports/cut.json", json_of(cut_report()));
}

TEST(JsonFormat, TellsOfSideEffects) {
  expect_golden("reports/tools.json", json_of(tool_report()));
}

TEST(JsonFormat, SurvivesAnEmptyHistoryAndTextThatIsNotUtf8) {
  EXPECT_EQ(nlohmann::json::parse(json_of(make_report(History{}, quiet_hour()))).at("run"),
            nullptr);
  HistoryWriter writer;
  writer.record(StackTrouble{seconds(1), "nonsense", "\xff\xfe"});
  EXPECT_NO_THROW(json_of(make_report(writer.finished(), quiet_hour())));
}

TEST(JsonFormat, IgnoresColour) {
  EXPECT_EQ(find_format("json")->write(good_report(), Style{true}), json_of(good_report()));
}

}  // namespace
}  // namespace squall
