// How the rules see the tree: code without comments, words, files without git.
#include "tests/tidy/repository.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temporary_folder.hpp"

namespace squall {
namespace {

TEST(CodeOnly, BlanksCommentsAndTheInsidesOfLiterals) {
  EXPECT_EQ(code_only("f(\"a // b\"); // c\n/* d\n */ g('\"');"),
            "f(\"      \");     \n    \n    g(' ');");
}

TEST(CodeOnly, KnowsRawLiteralsEscapesAndSeparatorsOfDigits) {
  EXPECT_EQ(code_only("x(R\"(a\"b)\", 1);"), "x(R\"     \", 1);");
  EXPECT_EQ(code_only("\"a\\\"b\" c"), "\"    \" c");
  EXPECT_EQ(code_only("1'000 + 'x' + 2'000"), "1'000 + ' ' + 2'000");
}

TEST(CodeOnly, SurvivesTextThatEndsInTheMiddle) {
  for (const char* text : {"\"", "'", "/*", "//", "R\"x(", "\"\\"})
    EXPECT_EQ(code_only(text).size(), std::string(text).size()) << text;
}

TEST(FindWord, WantsNoLetterBesideIt) {
  EXPECT_EQ(find_word("awaits await", "await"), 7U);
  EXPECT_EQ(find_word("co_await awaits", "await"), std::string::npos);
}

TEST(ReadRepository, WalksTheTreeWhereThereIsNoGit) {
  namespace fs = std::filesystem;
  const TemporaryFolder root;
  fs::create_directories(root.file("build/x"));
  fs::create_directories(root.file("runner"));
  root.write("build/x/a.cpp", "built");
  root.write("runner/a.cpp", "written");
  EXPECT_EQ(read_repository(root.path()), (Repository{{"runner/a.cpp", "written"}}));
}

}  // namespace
}  // namespace squall
