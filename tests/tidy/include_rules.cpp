// Follows include lines.
#include "tests/tidy/include_rules.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace squall {
namespace {

struct Include {
  std::size_t line = 0;
  std::string target;
  bool own = false;  // in quotes
};

std::vector<Include> includes_of(std::string_view text) {
  std::vector<Include> includes;
  std::size_t number = 0;
  for (std::string_view line : lines_of(text)) {
    ++number;
    constexpr std::string_view word = "#include ";
    if (!line.starts_with(word)) continue;
    line.remove_prefix(word.size());
    const bool own = line.starts_with('"');
    const std::size_t end = line.find(own ? '"' : '>', 1);
    includes.push_back({number, std::string(line.substr(1, end - 1)), own});
  }
  return includes;
}

bool composes(std::string_view path) {
  return path == "runner/main.cpp" || path.starts_with("runner/commands/") ||
         path.starts_with("tests/");
}

std::string top_of(const std::string& path) { return path.substr(0, path.find('/')); }

// Written at each build, so it is in no list of files.
bool is_generated(std::string_view header) { return header == "squall_commit.hpp"; }

bool is_pure(const std::string& path) {
  constexpr std::array<std::string_view, 4> folders{"mockserver/faults", "mockserver/platforms",
                                                    "reports/checks", "reports/formats"};
  constexpr std::array<std::string_view, 24> stems{"mockserver/answer",
                                                   "mockserver/greet",
                                                   "mockserver/greeting",
                                                   "mockserver/script",
                                                   "mockserver/framing",
                                                   "mockserver/pace",
                                                   "mockserver/calls",
                                                   "scenarios/timeline",
                                                   "scenarios/units",
                                                   "scenarios/settings",
                                                   "scenarios/distribution",
                                                   "scenarios/truth",
                                                   "runner/workload",
                                                   "mockserver/admission",
                                                   "scenarios/load_model",
                                                   "scenarios/station",
                                                   "scenarios/rate_limits",
                                                   "scenarios/acceleration_limit",
                                                   "scenarios/concurrency_limit",
                                                   "mockserver/speech",
                                                   "scenarios/token_bucket",
                                                   "scenarios/by_key",
                                                   "scenarios/signature",
                                                   "scenarios/sense"};
  return std::ranges::any_of(folders, [&](auto folder) { return path.starts_with(folder); }) ||
         std::ranges::count(stems, folder_of(path) + "/" + stem_of(path)) > 0;
}

bool is_impure(std::string_view header) {
  return header.starts_with("boost/asio") || header.starts_with("boost/beast") ||
         header.ends_with("clock.hpp") || header == "fstream";
}

// Depth first through our own headers; each is looked at once.
void follow(const Repository& repository, const std::string& origin, const std::string& path,
            std::set<std::string>& seen, Complaints& complaints) {
  const auto file = repository.find(path);
  if (file == repository.end() || !seen.insert(path).second) return;
  for (const Include& include : includes_of(file->second)) {
    if (is_impure(include.target))
      complaints.push_back(at_line(path, include.line) + origin + " must stay pure, but gets " +
                           include.target);
    else if (include.own)
      follow(repository, origin, include.target, seen, complaints);
  }
}

}  // namespace

Complaints keeps_to_its_layer(const Repository& repository) {
  Complaints complaints;
  for (const auto& [path, text] : repository) {
    if (!is_cpp(path)) continue;
    for (const Include& include : includes_of(text)) {
      if (!include.own || is_generated(include.target)) continue;
      const std::string top = top_of(include.target);
      const std::string place = at_line(path, include.line);
      if (!repository.contains(include.target))
        complaints.push_back(place + include.target + " is no path from the root");
      else if (composes(path))
        continue;
      else if (composes(include.target) || (top != "scenarios" && top != top_of(path)))
        complaints.push_back(place + "must not include " + include.target);
    }
  }
  return complaints;
}

Complaints stays_pure(const Repository& repository) {
  Complaints complaints;
  for (const auto& [path, text] : repository) {
    std::set<std::string> seen;
    if (is_cpp(path) && is_pure(path)) follow(repository, path, path, seen, complaints);
  }
  return complaints;
}

}  // namespace squall
