// One child process with its pipes: how it is started, heard and ended.
#include "runner/driver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdlib>
#include <fstream>

#include "scenarios/bad_input.hpp"
#include "scenarios/rethrow.hpp"
#include "tests/support/temporary_folder.hpp"

namespace squall {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

net::awaitable<void> hear_all(Driver& driver, std::vector<std::string>& lines, std::string& end) {
  while (true) {
    const std::optional<std::string> line = co_await driver.read_line();
    if (!line) break;
    lines.push_back(*line);
  }
  end = co_await driver.wait_for_end(std::chrono::seconds(20));
}

struct Heard {
  std::vector<std::string> lines;
  std::string end;
};

// What a shell script says, given these lines, and how it ends.
Heard heard(const std::string& script, const std::vector<std::string>& told = {},
            Driver::Launch launch = {}) {
  const TemporaryFolder folder;
  launch.argv = {"sh", "-c", script};
  launch.environment.emplace_back("PATH", std::getenv("PATH"));
  launch.log_file = folder.file("log");
  net::io_context context{1};
  Driver driver(context.get_executor(), launch);
  for (const std::string& line : told) driver.write_line(line);
  driver.close_input();
  Heard result;
  net::co_spawn(context, hear_all(driver, result.lines, result.end), &rethrow);
  context.run();
  return result;
}

TEST(Driver, HearsLinesWithoutTheirEnds) {
  const Heard said = heard("printf 'one\\n\\ntwo\\r\\nthree'");
  EXPECT_THAT(said.lines, ElementsAre("one", "", "two"));
  EXPECT_EQ(said.end, "exit 0");
}

TEST(Driver, IsToldEveryLineBeforeItsInputEnds) {
  EXPECT_THAT(heard("cat", {"one\n", "two\n"}).lines, ElementsAre("one", "two"));
}

TEST(Driver, GetsTheWholeEnvironmentAndNoMore) {
  ::setenv("SQUALL_TEST_LEAK", "leaked", 1);
  Driver::Launch launch;
  launch.environment = {{"TOLD", "yes"}};
  EXPECT_THAT(heard("echo \"${TOLD-no} ${SQUALL_TEST_LEAK-none}\"", {}, launch).lines,
              ElementsAre("yes none"));
}

TEST(Driver, RunsInItsFolder) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("here")) << "";
  Driver::Launch launch;
  launch.folder = folder.path();
  EXPECT_THAT(heard("ls", {}, launch).lines, ElementsAre("here"));
}

TEST(Driver, StartsWithDefaultSignals) {
  EXPECT_EQ(heard("kill -PIPE $$; echo survived").end, "signal 13");
}

TEST(Driver, SaysHowItEnded) {
  EXPECT_EQ(heard("exit 3").end, "exit 3");
  EXPECT_EQ(heard("kill -KILL $$").end, "signal 9");
}

TEST(Driver, SaysWhyItCannotStart) {
  const TemporaryFolder folder;
  net::io_context context{1};
  Driver::Launch launch;
  launch.argv = {"squall-no-such-program"};
  launch.log_file = folder.file("log");
  try {
    const Driver driver(context.get_executor(), launch);
    FAIL() << "started";
  } catch (const BadInput& e) {
    EXPECT_STREQ(e.what(), "cannot start squall-no-such-program: No such file or directory");
  }
}

TEST(LastLines, GivesTheEndOfAFileAndNothingOfNone) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("log")) << "one\ntwo\n" << std::string(1000, 'x') << "\nfour";
  EXPECT_EQ(last_lines(folder.file("log"), 2), std::string(300, 'x') + "\nfour");
  EXPECT_EQ(last_lines(folder.file("log"), 0), "");
  EXPECT_EQ(last_lines(folder.file("absent"), 2), "");
}

}  // namespace
}  // namespace squall
