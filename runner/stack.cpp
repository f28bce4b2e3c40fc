// Reads stack.yaml files and finds what is there.
#include "runner/stack.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "runner/reference/reference.hpp"
#include "runner/warp/warp.hpp"
#include "scenarios/parse.hpp"
#include "scenarios/readers.hpp"

namespace squall {
namespace {

namespace fs = std::filesystem;

// A mapping of package names to versions.
struct Versions {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  static Pairs read(const Yaml& yaml, const Vocabulary&) {
    Pairs pairs;
    for (const auto& [name, node] : yaml.entries())
      pairs.emplace_back(name, node.scalar("a version"));
    return pairs;
  }
  static Json schema(const Vocabulary&) {
    return {{"type", "object"}, {"additionalProperties", text_schema("")}};
  }
};

}  // namespace

template <>
struct Shape<Stack> {
  static constexpr std::string_view about = "a stack";
  static constexpr std::array fields{
      required_field<&Stack::about>("about", "one line: what it is and how it is used"),
      field<&Stack::language>("language", "language of the driver"),
      required_field<&Stack::launch, OneOrMore>("launch", "argv of the driver, from the folder"),
      field<&Stack::setup>("setup", "script that installs what the stack needs"),
      field<&Stack::warp>("warp", "whether it runs under time warp; false if absent"),
      field<&Stack::concurrency, PositiveWhole>("concurrency", "calls open at once; 64 if absent"),
      field<&Stack::platforms>("platforms", "platforms it calls"),
      field<&Stack::versions, Versions>("versions", "what is pinned")};
};

namespace {

std::vector<Stack> built_in_stacks(const std::string& program) {
  std::vector<Stack> stacks;
  for (const Care& care : reference_catalog()) {
    Stack stack;
    stack.name = care.name;
    stack.about = care.about;
    stack.language = "c++";
    stack.launch = {program, "reference", stack.name};
    stack.concurrency = 1024;
    stack.platforms = {"anthropic"};
    stacks.push_back(std::move(stack));
  }
  return stacks;
}

Stack load_stack(const fs::path& folder) {
  const std::string file = (folder / "stack.yaml").string();
  Stack stack;
  try {
    stack = Reader<Stack>::read(Yaml::parse(read_text_file(file), file), Vocabulary{});
  } catch (const BadInput& e) {
    stack.complaint = e.what();
  }
  stack.name = folder.filename().string();
  stack.folder = folder.string();
  if (find_reference(stack.name) != nullptr)
    stack.complaint = stack.folder + ": a built-in stack has this name; rename the folder";
  return stack;
}

std::string search_path() {
  const char* path = std::getenv("PATH");
  return path == nullptr ? "" : path;
}

// The file that starts the stack's driver, or "" when there is none.
std::string launched_file(const Stack& stack) {
  const fs::path program = stack.launch.front();
  const fs::path place = program.has_parent_path() ? fs::path(stack.folder) / program : program;
  const auto file = find_program(place, search_path());
  return file && fs::exists(*file) ? file->string() : "";
}

}  // namespace

std::vector<Stack> find_stacks(const std::string& stacks, const std::string& program) {
  std::vector<Stack> all = built_in_stacks(program);
  std::vector<fs::path> folders;
  std::error_code ec;
  for (const auto& entry : fs::directory_iterator(stacks, ec))
    if (fs::exists(entry.path() / "stack.yaml")) folders.push_back(entry.path());
  std::ranges::sort(folders);
  for (const fs::path& folder : folders) all.push_back(load_stack(folder));
  return all;
}

const Stack& stack_named(const std::vector<Stack>& all, std::string_view name) {
  const auto at = std::ranges::find(all, name, &Stack::name);
  if (at != all.end()) return *at;
  std::vector<std::string_view> known;
  for (const Stack& stack : all) known.push_back(stack.name);
  const std::string near = nearest(name, known);
  throw BadInput("--stack: there is no stack \"" + std::string(name) + "\"" +
                 (near.empty() ? "" : "; did you mean \"" + near + "\"?") +
                 " (known: " + joined(known) + ")");
}

std::string what_is_missing(const Stack& stack) {
  if (!stack.complaint.empty() || stack.is_built_in()) return stack.complaint;
  if (!launched_file(stack).empty()) return "";
  const std::string missing = "not set up: " + stack.launch.front() + " is missing; ";
  if (stack.setup.empty()) return missing + "install it, or name another program under `launch`";
  return missing + "run: bash " + (fs::path(stack.folder) / stack.setup).string();
}

std::string why_not_faster(const Stack& stack) {
  if (stack.is_built_in()) return "";
  if (!stack.warp) return "its stack.yaml says `warp: false`, so it keeps real time; use --speed 1";
  const auto reason = why_not_warped(launched_file(stack));
  return reason ? "it cannot be warped: " + *reason + "; use --speed 1" : "";
}

}  // namespace squall
