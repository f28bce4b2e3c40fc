// Each rule about includes, on a good and on a bad small repository.
#include "tests/tidy/include_rules.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

std::string including(const std::string& header) { return "// A file.\n#include " + header + "\n"; }

const Repository headers{{"mockserver/script.hpp", ""}, {"mockserver/play.hpp", ""},
                         {"runner/drive.hpp", ""},      {"runner/commands/command.hpp", ""},
                         {"reports/report.hpp", ""},    {"scenarios/units.hpp", ""}};

Repository with(const std::string& path, const std::string& header) {
  Repository repository = headers;
  repository[path] = including(header);
  return repository;
}

TEST(KeepsToItsLayer, LetsFilesRestOnTheirOwnLayerAndOnScenarios) {
  for (const auto& [path, header] : std::map<std::string, std::string>{
           {"mockserver/play.cpp", "\"scenarios/units.hpp\""},
           {"mockserver/faults/stall.cpp", "\"mockserver/script.hpp\""},
           {"runner/commands/run.cpp", "\"reports/report.hpp\""},
           {"runner/main.cpp", "\"runner/commands/command.hpp\""},
           {"runner/commands/catalog.cpp", "\"squall_commit.hpp\""},
           {"tests/runs/run_test.cpp", "\"mockserver/play.hpp\""},
           {"scenarios/parse.cpp", "<vector>"}})
    EXPECT_EQ(keeps_to_its_layer(with(path, header)), Complaints{}) << path;
}

TEST(KeepsToItsLayer, FindsSiblingsThatKnowEachOther) {
  for (const auto& [path, header] :
       std::map<std::string, std::string>{{"mockserver/play.cpp", "runner/drive.hpp"},
                                          {"runner/drive.cpp", "mockserver/script.hpp"},
                                          {"reports/judge.cpp", "runner/drive.hpp"},
                                          {"scenarios/parse.cpp", "mockserver/script.hpp"},
                                          {"runner/stack.cpp", "runner/commands/command.hpp"}})
    EXPECT_EQ(keeps_to_its_layer(with(path, "\"" + header + "\"")),
              Complaints{path + ":2: must not include " + header});
}

TEST(KeepsToItsLayer, FindsHeadersThatAreNotNamedFromTheRoot) {
  EXPECT_EQ(keeps_to_its_layer(with("mockserver/play.cpp", "\"script.hpp\"")),
            Complaints{"mockserver/play.cpp:2: script.hpp is no path from the root"});
}

TEST(StaysPure, FindsTheSocketBehindAHeader) {
  Repository repository = with("mockserver/answer.cpp", "\"mockserver/play.hpp\"");
  EXPECT_EQ(stays_pure(repository), Complaints{});
  repository["mockserver/play.hpp"] = including("<boost/asio/awaitable.hpp>");
  EXPECT_EQ(stays_pure(repository),
            Complaints{"mockserver/play.hpp:2: mockserver/answer.cpp must stay pure, but gets "
                       "boost/asio/awaitable.hpp"});
}

TEST(StaysPure, FindsClocksAndFilesInWhatDecides) {
  EXPECT_EQ(stays_pure(with("reports/checks/answers.cpp", "<fstream>")).size(), 1U);
  EXPECT_EQ(stays_pure(with("runner/workload.cpp", "\"scenarios/clock.hpp\"")).size(), 1U);
  for (const char* path :
       {"mockserver/speech.cpp", "scenarios/token_bucket.hpp", "scenarios/by_key.hpp",
        "scenarios/signature.cpp", "scenarios/sense.cpp"})
    EXPECT_EQ(stays_pure(with(path, "<fstream>")).size(), 1U) << path;
  EXPECT_EQ(stays_pure(with("mockserver/server.cpp", "<boost/asio.hpp>")), Complaints{});
}

TEST(StaysPure, SurvivesHeadersThatIncludeEachOther) {
  Repository repository = with("mockserver/pace.hpp", "\"mockserver/script.hpp\"");
  repository["mockserver/script.hpp"] = including("\"mockserver/pace.hpp\"");
  EXPECT_EQ(stays_pure(repository), Complaints{});
}

}  // namespace
}  // namespace squall
