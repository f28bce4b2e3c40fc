// Each rule about the tree, on a good and on a bad small repository.
#include "tests/tidy/tree_rules.hpp"

#include <gtest/gtest.h>

namespace squall {
namespace {

TEST(ListsEverything, FindsWhatItsCatalogLeavesOut) {
  Repository repository{
      {"mockserver/faults/stream/catalog.cpp", "kinds[] = {&stall, &latency};"},
      {"mockserver/faults/stream/stall.cpp", "extern constinit const FaultKind stall{\n"},
      {"mockserver/faults/status/refusing.cpp", "void Refusing::operator()() const {}\n"},
      {"runner/commands/catalog.cpp", "{&run_command}"},
      {"runner/commands/run.cpp", "extern constinit const Command run_command{\n"}};
  EXPECT_EQ(lists_everything(repository), Complaints{});
  repository["mockserver/faults/stream/stalls.cpp"] = "extern constinit const FaultKind stalls{\n";
  EXPECT_EQ(
      lists_everything(repository),
      Complaints{"mockserver/faults/stream/stalls.cpp: stalls is missing in its catalog.cpp"});
}

TEST(ListsEverything, WantsTheNameOfTheFile) {
  const Repository repository{
      {"reports/formats/catalog.cpp", "{&xml_format}"},
      {"reports/formats/markup.cpp", "extern constinit const Format xml_format{\n"}};
  EXPECT_EQ(lists_everything(repository),
            Complaints{"reports/formats/markup.cpp: expected markup_format after its file, got "
                       "xml_format"});
}

TEST(BuildsEveryTest, ReadsTheFoldersThatAreBuilt) {
  Repository repository{
      {"tests/CMakeLists.txt",
       "squall_tests(a FOLDERS runner\n  runner/reference LIBRARIES x)\nsquall_tests(b FOLDERS .)\n"
       "file(GLOB sources runner/warp/*_test.cpp)"},
      {"tests/runner/drive_test.cpp", ""},
      {"tests/runner/reference/sse_test.cpp", ""},
      {"tests/runner/warp/warp_test.cpp", ""},
      {"tests/loopback_test.cpp", ""}};
  EXPECT_EQ(builds_every_test(repository), Complaints{});
  repository["tests/x/y_test.cpp"] = "";
  EXPECT_EQ(builds_every_test(repository),
            Complaints{"tests/x/y_test.cpp: tests/CMakeLists.txt does not name its folder x"});
}

TEST(DescribesEveryStack, WantsBothFilesAndALine) {
  Repository repository{{"runner/stacks/README.md", "| [node](node/) | a stack |"},
                        {"runner/stacks/node/stack.yaml", ""},
                        {"runner/stacks/node/setup.sh", ""}};
  EXPECT_EQ(describes_every_stack(repository), Complaints{});
  repository["runner/stacks/go/main.go"] = "";
  EXPECT_EQ(
      describes_every_stack(repository),
      (Complaints{"runner/stacks/go: expected stack.yaml", "runner/stacks/go: expected setup.sh",
                  "runner/stacks/README.md: expected a line about go"}));
}

TEST(KeepsTheTopLevel, LetsDotFilesPass) {
  Repository repository{{".gitignore", ""}, {".github/x.yml", ""}, {"runner/main.cpp", ""}};
  EXPECT_EQ(keeps_the_top_level(repository), Complaints{});
  repository["notes/a.md"] = "";
  EXPECT_EQ(keeps_the_top_level(repository), Complaints{"notes: has no place at the top level"});
}

TEST(LinksToWhatIsThere, FollowsFilesFoldersAndDots) {
  const Repository repository{
      {"LICENSE", ""},
      {"runner/stacks/README.md", ""},
      {"runner/README.md",
       "[a](stacks/README.md) [b](stacks/) [c](../LICENSE) [d](#here) [e](stacks/README.md#x)\n"
       "[f](https://example.com/x) `[g](nowhere)`\n```\n[h](nowhere)\n```\n"}};
  EXPECT_EQ(links_to_what_is_there(repository), Complaints{});
}

TEST(LinksToWhatIsThere, FindsLinksThatLeadNowhereOrOut) {
  const Repository repository{{"README.md", "x\n[a](absent.md) [b](../outside.md)\n"}};
  EXPECT_EQ(links_to_what_is_there(repository),
            (Complaints{"README.md:2: the link to absent.md leads nowhere",
                        "README.md:2: the link to ../outside.md leads nowhere"}));
}

}  // namespace
}  // namespace squall
