// Catalogs, lists of tests, stacks, the top level, links.
#include "tests/tidy/tree_rules.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <sstream>

namespace squall {
namespace {

// `const FaultKind stall{` in mockserver/faults/stream/stall.cpp is `&stall` in its folder's
// catalog.
struct Catalog {
  std::string_view folder, type, suffix;
};
constexpr std::array catalogs{
    Catalog{"mockserver/faults", "FaultKind", ""}, Catalog{"mockserver/platforms", "Platform", ""},
    Catalog{"reports/checks", "CheckKind", ""}, Catalog{"reports/formats", "Format", "_format"},
    Catalog{"runner/commands", "Command", "_command"}};

// The name that `constinit const TYPE name{` gives, or "".
std::string defined_name(std::string_view text, std::string_view type) {
  const std::string opening = "constinit const " + std::string(type) + " ";
  const std::size_t at = text.find(opening);
  if (at == text.npos) return "";
  const std::string_view rest = text.substr(at + opening.size());
  return std::string(rest.substr(0, rest.find('{')));
}

void check_entry(const Repository& repository, const Catalog& catalog, const std::string& path,
                 Complaints& complaints) {
  const std::string name = defined_name(repository.at(path), catalog.type);
  if (name.empty()) return;
  const std::string expected = stem_of(path) + std::string(catalog.suffix);
  if (name != expected)
    complaints.push_back(path + ": expected " + expected + " after its file, got " + name);
  const auto list = repository.find(folder_of(path) + "/catalog.cpp");
  const bool listed =
      list != repository.end() && find_word(list->second, "&" + name) != std::string::npos;
  if (!listed) complaints.push_back(path + ": " + name + " is missing in its catalog.cpp");
}

// The words after each FOLDERS, up to the next keyword or the end of the command, and the folders
// of patterns such as `runner/warp/*_test.cpp`.
std::set<std::string> built_folders(const std::string& cmake) {
  std::set<std::string> folders;
  std::string spaced = cmake;
  std::ranges::replace(spaced, ')', ' ');
  std::istringstream words(spaced);
  bool inside = false;
  constexpr std::string_view pattern = "/*_test.cpp";
  for (std::string word; words >> word;) {
    if (word.ends_with(pattern)) folders.insert(word.substr(0, word.size() - pattern.size()));
    if (word == "FOLDERS")
      inside = true;
    else if (word == "SOURCES" || word == "LIBRARIES" || word.find('(') != word.npos)
      inside = false;
    else if (inside)
      folders.insert(word);
  }
  return folders;
}

bool is_there(const Repository& repository, const std::string& path) {
  if (path == "." || repository.contains(path)) return true;
  const std::string folder = path.ends_with('/') ? path : path + "/";
  const auto at = repository.lower_bound(folder);
  return at != repository.end() && at->first.starts_with(folder);
}

// The targets of `[text](target)` on a line, outside `code`.
std::vector<std::string> links_on(std::string_view line) {
  std::vector<std::string> targets;
  bool code = false;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (line[i] == '`') code = !code;
    if (code || line[i] != ']' || line[i + 1] != '(') continue;
    const std::size_t end = line.find_first_of(") ", i + 2);
    if (end != line.npos) targets.emplace_back(line.substr(i + 2, end - i - 2));
  }
  return targets;
}

bool leads_elsewhere(std::string_view target) {
  return target.empty() || target.starts_with('#') || target.find("://") != target.npos ||
         target.starts_with("mailto:");
}

}  // namespace

Complaints lists_everything(const Repository& repository) {
  Complaints complaints;
  for (const Catalog& catalog : catalogs)
    for (const auto& [path, text] : repository)
      if (path.ends_with(".cpp") && path.starts_with(std::string(catalog.folder) + "/"))
        check_entry(repository, catalog, path, complaints);
  return complaints;
}

Complaints builds_every_test(const Repository& repository) {
  const auto cmake = repository.find("tests/CMakeLists.txt");
  const auto built =
      cmake == repository.end() ? std::set<std::string>{} : built_folders(cmake->second);
  Complaints complaints;
  for (const auto& [path, text] : repository) {
    if (!path.starts_with("tests/") || !path.ends_with("_test.cpp")) continue;
    const std::string folder = path == "tests/" + stem_of(path) + ".cpp"
                                   ? "."
                                   : folder_of(path).substr(std::string("tests/").size());
    if (!built.contains(folder))
      complaints.push_back(path + ": tests/CMakeLists.txt does not name its folder " + folder);
  }
  return complaints;
}

Complaints describes_every_stack(const Repository& repository) {
  const std::string stacks = "runner/stacks/";
  std::set<std::string> names;
  for (const auto& [path, text] : repository)
    if (path.starts_with(stacks) && path.find('/', stacks.size()) != path.npos)
      names.insert(path.substr(stacks.size(), path.find('/', stacks.size()) - stacks.size()));
  const auto readme = repository.find(stacks + "README.md");
  Complaints complaints;
  for (const std::string& name : names) {
    for (const std::string file : {"stack.yaml", "setup.sh"})
      if (!repository.contains(stacks + name + "/" + file))
        complaints.push_back(stacks + name + ": expected " + file);
    if (readme == repository.end() ||
        readme->second.find("[" + name + "](" + name + "/)") == std::string::npos)
      complaints.push_back(stacks + "README.md: expected a line about " + name);
  }
  return complaints;
}

Complaints keeps_the_top_level(const Repository& repository) {
  const std::set<std::string> allowed{"CMakeLists.txt", "CMakePresets.json", "README.md",
                                      "LICENSE",        "mockserver",        "scenarios",
                                      "runner",         "reports",           "tests"};
  std::set<std::string> found;
  for (const auto& [path, text] : repository) found.insert(path.substr(0, path.find('/')));
  Complaints complaints;
  for (const std::string& name : found)
    if (!name.starts_with('.') && !allowed.contains(name))
      complaints.push_back(name + ": has no place at the top level");
  return complaints;
}

Complaints links_to_what_is_there(const Repository& repository) {
  Complaints complaints;
  for (const auto& [path, text] : repository) {
    if (!path.ends_with(".md")) continue;
    bool fenced = false;
    std::size_t number = 0;
    for (const std::string_view line : lines_of(text)) {
      ++number;
      if (line.starts_with("```")) fenced = !fenced;
      if (fenced) continue;
      for (const std::string& target : links_on(line)) {
        if (leads_elsewhere(target)) continue;
        const std::filesystem::path file = target.substr(0, target.find('#'));
        const auto whole = (std::filesystem::path(folder_of(path)) / file).lexically_normal();
        if (!is_there(repository, whole.string()))
          complaints.push_back(at_line(path, number) + "the link to " + target + " leads nowhere");
      }
    }
  }
  return complaints;
}

}  // namespace squall
