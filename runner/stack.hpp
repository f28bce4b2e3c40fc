// A stack: one client side that can be tested, as its folder describes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace squall {

struct Stack {
  std::string name, about, language;
  std::string folder;               // "" for the built-in ones
  std::vector<std::string> launch;  // argv; a relative program is looked up in the folder
  std::string setup;                // script in the folder that installs what it needs; "" for none
  bool warp = false;                // runs under time warp
  std::uint64_t concurrency = 64;   // calls that may be open at once
  std::vector<std::string> platforms;
  std::vector<std::pair<std::string, std::string>> versions;  // as pinned
  std::string complaint;  // why the stack.yaml cannot be used; "" when it can
  bool is_built_in() const { return folder.empty(); }
};

// The built-in references and every folder below `stacks` that has a stack.yaml, by name. One that
// is wrong keeps its complaint, so that it stands in nobody's way but its own.
std::vector<Stack> find_stacks(const std::string& stacks, const std::string& program);

// The stack of this name, or BadInput with the nearest spelling.
const Stack& stack_named(const std::vector<Stack>& all, std::string_view name);

// Why the stack cannot run on this machine as it is, in plain words with the way out; "" if it can.
std::string what_is_missing(const Stack& stack);

// Why the stack cannot be run at another speed than real time; "" if it can. Built-in stacks have a
// clock that runs at any speed, others need time warp.
std::string why_not_faster(const Stack& stack);

}  // namespace squall
