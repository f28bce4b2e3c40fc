// What a stack's process gets of the environment, and what it must not get.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include <cstdlib>

#include "runner/commands/authority_variables.hpp"
#include "runner/commands/live_run.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

TEST(StackEnvironment, KeepsOutEveryOtherAuthority) {
  net::io_context context;
  const RealClock clock(context.get_executor(), Ratio{1, 1}, Instant{0});
  for (const std::string_view name : authority_variables) {
    const std::string variable(name);
    ::setenv(variable.c_str(), "/elsewhere.pem", 1);
    const auto environment = stack_environment("http://127.0.0.1:1", Stack{}, Scenario{}, clock);
    ::unsetenv(variable.c_str());
    for (const auto& [key, value] : environment) EXPECT_NE(value, "/elsewhere.pem") << key;
  }
}

// Where the README says which ones there are.
TEST(StackEnvironment, IsWhatTheReadmeSays) {
  const std::string readme = read_text_file(SQUALL_SOURCE_DIR "/mockserver/README.md");
  for (const std::string_view name : authority_variables)
    EXPECT_NE(readme.find("`" + std::string(name) + "`"), std::string::npos) << name;
}

}  // namespace
}  // namespace squall
