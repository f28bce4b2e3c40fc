// The runner's README names everything that it must: commands with their examples, events.
#include <gtest/gtest.h>

#include "runner/commands/command.hpp"
#include "scenarios/history.hpp"
#include "scenarios/parse.hpp"

namespace squall {
namespace {

const std::string& readme() {
  static const std::string text =
      read_text_file(std::string(SQUALL_SOURCE_DIR) + "/runner/README.md");
  return text;
}

bool tells(std::string_view words) { return readme().find(words) != std::string::npos; }

template <std::size_t I = 0>
void expect_events() {
  if constexpr (I < std::variant_size_v<Event>) {
    const std::string_view name = std::variant_alternative_t<I, Event>::name;
    EXPECT_TRUE(tells("| `" + std::string(name) + "` |")) << "no row about the event " << name;
    expect_events<I + 1>();
  }
}

TEST(RunnerReadme, HasARowForEveryCommandWithItsExample) {
  for (const Command* command : command_catalog()) {
    EXPECT_TRUE(tells("| `" + std::string(command->name) + "` |")) << command->name;
    EXPECT_TRUE(tells(command->example)) << command->example;
  }
}

TEST(RunnerReadme, HasARowForEveryEvent) { expect_events(); }

TEST(RunnerReadme, NamesEveryFileOfARunDirectory) {
  for (const char* file :
       {"scenario.yaml", "history.jsonl", "stack.log", "report.json", "report.txt"})
    EXPECT_TRUE(tells(file)) << file;
}

}  // namespace
}  // namespace squall
