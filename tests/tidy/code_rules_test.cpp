// Each rule about code, on what it lets pass and on what it must find.
#include "tests/tidy/code_rules.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

const Complaints none;

TEST(CallsNothingBanned, KnowsTheHomeOfEachCall) {
  const std::string text = "x\nauto now = std::chrono::steady_clock::now();";
  EXPECT_EQ(calls_nothing_banned("scenarios/real_clock.cpp", text), none);
  EXPECT_EQ(calls_nothing_banned("runner/commands/run.cpp", text), none);
  EXPECT_EQ(calls_nothing_banned("runner/driver.cpp", text),
            Complaints{"runner/driver.cpp:2: steady_clock::now is banned here: "
                       "time is passed in as a Clock"});
}

TEST(CallsNothingBanned, FindsSleepsDiceAndLooseCoroutines) {
  for (const char* text :
       {"std::this_thread::sleep_for(1s);", "int x = std::rand();", "std::random_device seed;",
        "std::uniform_int_distribution<int> die;", "co_spawn(e, f(), net::detached);"})
    EXPECT_EQ(calls_nothing_banned("mockserver/a.cpp", text).size(), 1U) << text;
}

TEST(CallsNothingBanned, ReadsNoCommentsLiteralsOrLongerNames) {
  EXPECT_EQ(calls_nothing_banned("a.cpp", "// never sleep_for\nsay(\"detached\"); detached_one();"),
            none);
  EXPECT_EQ(calls_nothing_banned("README.md", "sleep_for"), none);
}

TEST(OpensNoNamespace, LooksAtHeadersOnly) {
  EXPECT_EQ(opens_no_namespace("a.hpp", "namespace squall {\nusing namespace std;\n}"),
            Complaints{"a.hpp:2: `using namespace` in a header"});
  EXPECT_EQ(opens_no_namespace("a.cpp", "using namespace std;"), none);
  EXPECT_EQ(opens_no_namespace("a.hpp", "using std::chrono::minutes;"), none);
}

}  // namespace
}  // namespace squall
