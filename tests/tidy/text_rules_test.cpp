// Each rule about text, on what it lets pass and on what it must find.
#include "tests/tidy/text_rules.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

const Complaints none;

TEST(KeepsLinesShort, CountsCharactersAndNotBytes) {
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "ø";
  EXPECT_EQ(keeps_lines_short("a.cpp", std::string(100, 'x') + "\n" + wide), none);
  EXPECT_EQ(keeps_lines_short("a.cpp", "x\n" + std::string(101, 'x')),
            Complaints{"a.cpp:2: 101 columns; at most 100 are allowed"});
  EXPECT_EQ(keeps_lines_short("README.md", std::string(101, 'x')), none);
}

TEST(KeepsFilesShort, LooksAtCodeInAnyLanguage) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "\n";
  EXPECT_EQ(keeps_files_short("driver.py", text), none);
  EXPECT_EQ(keeps_files_short("driver.py", text + "\n"),
            Complaints{"driver.py: 401 lines; at most 400 are allowed, so divide it"});
  EXPECT_EQ(keeps_files_short("package-lock.json", text + "\n"), none);
}

TEST(BeginsWithASentence, TakesOneThatGoesOnOverLines) {
  EXPECT_EQ(begins_with_a_sentence("a.cpp", "// What it is.\nint x;\n"), none);
  EXPECT_EQ(begins_with_a_sentence("a.cpp", "// What it is,\n// at length.\n"), none);
  const Complaints complaints{"a.cpp:1: expected a `//` sentence that says what the file is"};
  EXPECT_EQ(begins_with_a_sentence("a.cpp", "#include <string>\n// What it is.\n"), complaints);
  EXPECT_EQ(begins_with_a_sentence("a.cpp", "// a.cpp\nint x;  // A sentence. Too late.\n"),
            complaints);
  EXPECT_EQ(begins_with_a_sentence("a.cpp", ""), complaints);
}

TEST(HasPragmaOnce, AsksItOfHeadersOnly) {
  EXPECT_EQ(has_pragma_once("a.hpp", "// A header.\n#pragma once\n"), none);
  EXPECT_EQ(has_pragma_once("a.cpp", "int x;\n"), none);
  const Complaints complaints{"a.hpp: expected #pragma once after the first sentence"};
  EXPECT_EQ(has_pragma_once("a.hpp", "// A header.\n#include <map>\n#pragma once\n"), complaints);
  EXPECT_EQ(has_pragma_once("a.hpp", "// A header.\n"), complaints);
}

TEST(LeavesNothingUnfinished, FindsWholeWordsInAnyFile) {
  EXPECT_EQ(leaves_nothing_unfinished("a.cpp",
                                      "mkdtemp(\"squall_XX"
                                      "XXXX\");\n"),
            none);
  EXPECT_EQ(leaves_nothing_unfinished("README.md",
                                      "one\nTO"
                                      "DO: write\n"),
            Complaints{"README.md:2: TO"
                       "DO marks something unfinished; finish it or leave it out"});
  EXPECT_EQ(leaves_nothing_unfinished("a.py",
                                      "# FIX"
                                      "ME\n")
                .size(),
            1U);
}

TEST(LeavesNoPlaceholder, FindsEachInMarkdownOnly) {
  EXPECT_EQ(leaves_no_placeholder("README.md", "one\n@SCORE_BOARD@\nat @FIRST@@SECOND@.\n"),
            (Complaints{"README.md:2: @SCORE_BOARD@ is still to be filled in",
                        "README.md:3: @FIRST@ is still to be filled in",
                        "README.md:3: @SECOND@ is still to be filled in"}));
  EXPECT_EQ(leaves_no_placeholder("CMakeLists.txt", "@SCORE_BOARD@"), none);
}

TEST(LeavesNoPlaceholder, LetsAddressesAndPackagesPass) {
  EXPECT_EQ(leaves_no_placeholder("a.md", "@anthropic-ai/sdk@1.11.0 A@B.com @@ @OPEN @x@ @END"),
            none);
}

TEST(NamesNoMachine, KnowsPathsFromPartsOfPathsAndAddresses) {
  EXPECT_EQ(names_no_machine("a.md",
                             "see https://example.com/ho"
                             "me/x and src/wo"
                             "rk/y\n"),
            none);
  EXPECT_EQ(names_no_machine("a.md",
                             "cd /ro"
                             "ot/x\n"),
            Complaints{"a.md:1: /ro"
                       "ot/ is of one machine only"});
  EXPECT_EQ(names_no_machine("tests/a.cpp",
                             "\"/wo"
                             "rk/x\"")
                .size(),
            1U);
}

TEST(NamesNoMachine, LetsTestsAndScriptsHaveTemporaryFolders) {
  EXPECT_EQ(names_no_machine("tests/a_test.cpp",
                             "\"/t"
                             "mp/x\""),
            none);
  EXPECT_EQ(names_no_machine("setup.sh",
                             "cd /t"
                             "mp/x"),
            none);
  EXPECT_EQ(names_no_machine("runner/a.cpp",
                             "\"/t"
                             "mp/x\"")
                .size(),
            1U);
}

TEST(NamesNoRegistry, FindsItsHostAnywhere) {
  EXPECT_EQ(names_no_registry("README.md", "npm install, pip install\n"), none);
  EXPECT_EQ(names_no_registry(".npmrc",
                              "x=1\nregistry=https://registry.npm"
                              "js.org/\n"),
            Complaints{".npmrc:2: names the registry registry.npm"
                       "js.org"});
  EXPECT_EQ(names_no_registry("a.md",
                              "https://py"
                              "pi.org/simple")
                .size(),
            1U);
}

TEST(LocksNoAddresses, LooksAtLockFilesOnly) {
  const std::string lock = "{\n\"resolved\": \"x\"}";
  EXPECT_EQ(locks_no_addresses("a/package-lock.json", lock),
            Complaints{"a/package-lock.json:2: holds download addresses (resolved)"});
  EXPECT_EQ(locks_no_addresses("a/package-lock.json", "{\"integrity\": \"x\"}"), none);
  EXPECT_EQ(locks_no_addresses("a/other.json", lock), none);
}

TEST(StopsAtFailures, WantsTheSettingBeforeAnyOtherCommand) {
  EXPECT_EQ(stops_at_failures("a.sh", "#!/bin/bash\n# What.\n\nset -euo pipefail\nls\n"), none);
  const Complaints complaints{"a.sh: expected `set -euo pipefail` before any other command"};
  EXPECT_EQ(stops_at_failures("a.sh", "#!/bin/bash\nls\nset -euo pipefail\n"), complaints);
  EXPECT_EQ(stops_at_failures("a.sh", "set -e\n"), complaints);
  EXPECT_EQ(stops_at_failures("a.py", "import os\n"), none);
}

}  // namespace
}  // namespace squall
