// Stack folders: what is read, what is refused with its place, and what a machine may lack.
#include "runner/stack.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "scenarios/bad_input.hpp"
#include "tests/support/temporary_folder.hpp"

namespace squall {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string good =
    "about: An SDK.\nlanguage: python\nlaunch: [.venv/bin/python, driver.py]\nsetup: setup.sh\n"
    "warp: true\nconcurrency: 8\nplatforms: [anthropic]\nversions:\n  sdk: \"1.0\"\n";

class Stacks : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& yaml) {
    std::filesystem::create_directories(folder_.file(name));
    std::ofstream(folder_.file(name + "/stack.yaml")) << yaml;
  }
  std::vector<Stack> found() const { return find_stacks(folder_.path(), "/opt/squall"); }
  // What is said of a stack.yaml, without the folder's name.
  std::string complaint(const std::string& yaml) {
    write("mine", yaml);
    const std::vector<Stack> all = found();
    EXPECT_EQ(what_is_missing(stack_named(all, "naive")), "") << "a wrong folder harms only itself";
    const std::string text = what_is_missing(stack_named(all, "mine"));
    return text.starts_with(folder_.path()) ? text.substr(folder_.path().size()) : text;
  }

  TemporaryFolder folder_;
};

TEST_F(Stacks, ComeAfterTheBuiltInOnesByName) {
  write("b", good);
  write("a", good);
  std::filesystem::create_directories(folder_.file("no-stack"));
  std::vector<std::string> names;
  for (const Stack& stack : found()) names.push_back(stack.name);
  EXPECT_THAT(names, ElementsAre("naive", "sdk-like", "resilient", "a", "b"));
}

TEST_F(Stacks, AreReadWhole) {
  write("mine", good);
  const std::vector<Stack> all = found();
  const Stack& stack = stack_named(all, "mine");
  EXPECT_EQ(stack.about, "An SDK.");
  EXPECT_EQ(stack.language, "python");
  EXPECT_THAT(stack.launch, ElementsAre(".venv/bin/python", "driver.py"));
  EXPECT_EQ(stack.folder, folder_.file("mine"));
  EXPECT_TRUE(stack.warp);
  EXPECT_EQ(stack.concurrency, 8U);
  EXPECT_THAT(stack.platforms, ElementsAre("anthropic"));
  EXPECT_THAT(stack.versions, ElementsAre(std::pair<std::string, std::string>("sdk", "1.0")));
  EXPECT_FALSE(stack.is_built_in());
}

TEST_F(Stacks, HaveDefaults) {
  write("mine", "about: x\nlaunch: driver\n");
  const Stack stack = stack_named(found(), "mine");
  EXPECT_FALSE(stack.warp);
  EXPECT_EQ(stack.concurrency, 64U);
  EXPECT_THAT(stack.launch, ElementsAre("driver"));
}

TEST_F(Stacks, AreRefusedWithFileAndLine) {
  EXPECT_EQ(
      complaint("about: x\nlaunch: driver\nconcurency: 8\n"),
      "/mine/stack.yaml:3: concurency: expected a key of a stack, got \"concurency\"; did you mean "
      "\"concurrency\"?");
  EXPECT_THAT(complaint("about: x\n"), HasSubstr("expected the key \"launch\""));
  EXPECT_THAT(complaint("about: x\nlaunch: []\n"), HasSubstr("/mine/stack.yaml:2: launch: "));
  EXPECT_THAT(complaint("about: x\nlaunch: driver\nconcurrency: 0\n"),
              HasSubstr("/mine/stack.yaml:3: concurrency: "));
  EXPECT_THAT(complaint("about: x\nlaunch: driver\nwarp: perhaps\n"),
              HasSubstr("/mine/stack.yaml:3: warp: "));
  EXPECT_THAT(complaint("about: x\nlaunch: driver\nversions: [a]\n"),
              HasSubstr("/mine/stack.yaml:3: versions: "));
  EXPECT_THAT(complaint("about: [\n"), HasSubstr("/mine/stack.yaml:"));
  EXPECT_THAT(complaint(""), HasSubstr("/mine/stack.yaml:"));
}

TEST_F(Stacks, AreNamedWithAHintAtTheNearest) {
  const std::vector<Stack> all = found();
  try {
    stack_named(all, "resiliant");
    FAIL() << "taken";
  } catch (const BadInput& e) {
    EXPECT_STREQ(e.what(),
                 "--stack: there is no stack \"resiliant\"; did you mean \"resilient\"? (known: "
                 "naive, sdk-like, resilient)");
  }
}

TEST_F(Stacks, SayWhatIsMissingAndTheWayOut) {
  write("mine", good);
  const Stack stack = stack_named(found(), "mine");
  EXPECT_EQ(what_is_missing(stack), "not set up: .venv/bin/python is missing; run: bash " +
                                        folder_.file("mine") + "/setup.sh");
  std::filesystem::create_directories(folder_.file("mine/.venv/bin"));
  std::ofstream(folder_.file("mine/.venv/bin/python")) << "";
  EXPECT_EQ(what_is_missing(stack), "");
  write("other", "about: x\nlaunch: no-such-program\n");
  EXPECT_EQ(what_is_missing(stack_named(found(), "other")),
            "not set up: no-such-program is missing; install it, or name another program under "
            "`launch`");
  EXPECT_EQ(what_is_missing(stack_named(found(), "naive")), "");
}

TEST_F(Stacks, DoNotTakeTheNameOfABuiltInOne) {
  write("naive", good);
  EXPECT_THAT(found().back().complaint, HasSubstr("a built-in stack has this name"));
}

TEST_F(Stacks, SayWhyTheyMustKeepRealTime) {
  write("real", "about: x\nlaunch: sh\n");
  write("warped", "about: x\nlaunch: sh\nwarp: true\n");
  write("fixed", "about: x\nlaunch: ./driver\nwarp: true\n");
  // The head of a 64-bit program without an interpreter, as a static linker makes it.
  std::string elf(64, '\0');
  elf.replace(0, 7,
              "\x7f"
              "ELF\x02\x01\x01");
  elf[16] = 2;
  elf[18] = 62;
  std::ofstream(folder_.file("fixed/driver"), std::ios::binary) << elf;
  std::filesystem::permissions(folder_.file("fixed/driver"), std::filesystem::perms::owner_all);
  const std::vector<Stack> all = found();
  EXPECT_EQ(why_not_faster(stack_named(all, "naive")), "");
  EXPECT_EQ(why_not_faster(stack_named(all, "warped")), "");
  EXPECT_THAT(why_not_faster(stack_named(all, "real")), HasSubstr("use --speed 1"));
  EXPECT_THAT(why_not_faster(stack_named(all, "fixed")), HasSubstr("it cannot be warped: "));
}

TEST(BundledStacks, AreAllReadable) {
  const auto all = find_stacks(std::string(SQUALL_SOURCE_DIR) + "/runner/stacks", "/opt/squall");
  EXPECT_GT(all.size(), 3U);
  for (const Stack& stack : all) EXPECT_FALSE(stack.about.empty()) << stack.name;
}

}  // namespace
}  // namespace squall
