// Lines, first lines, and words that must not stand anywhere.
#include "tests/tidy/text_rules.hpp"

#include <algorithm>
#include <array>

namespace squall {
namespace {

constexpr std::size_t most_columns = 100, most_lines = 400;

std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char c) { return (c & 0xc0) != 0x80; }));
}

bool is_code(std::string_view path) {
  constexpr std::array<std::string_view, 9> endings{".cpp", ".hpp", ".py",    ".mjs", ".js",
                                                    ".ts",  ".sh",  ".cmake", ".java"};
  return path.ends_with("CMakeLists.txt") ||
         std::ranges::any_of(endings, [&](auto ending) { return path.ends_with(ending); });
}

bool is_lock(std::string_view path) {
  return path.ends_with(".lock") || path.ends_with("package-lock.json") ||
         path.ends_with("npm-shrinkwrap.json");
}

// The words of the `//` lines that the file begins with.
std::string first_comment(std::string_view text) {
  std::string comment;
  for (const std::string_view line : lines_of(text)) {
    if (!line.starts_with("// ")) break;
    comment += std::string(line.substr(3)) + " ";
  }
  return comment;
}

// A path begins here: no part of a longer one, or of an address.
bool begins_path(std::string_view line, std::size_t at) {
  constexpr std::string_view inner = "_.~-/$})*";
  return at == 0 || !(is_word_letter(line[at - 1]) || inner.find(line[at - 1]) != inner.npos);
}

}  // namespace

Complaints keeps_lines_short(const std::string& path, std::string_view text) {
  if (!is_cpp(path)) return {};
  Complaints complaints;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(text)) {
    ++number;
    if (columns(line) > most_columns)
      complaints.push_back(at_line(path, number) + std::to_string(columns(line)) +
                           " columns; at most 100 are allowed");
  }
  return complaints;
}

Complaints keeps_files_short(const std::string& path, std::string_view text) {
  const std::size_t lines = lines_of(text).size();
  if (!is_code(path) || lines <= most_lines) return {};
  return {path + ": " + std::to_string(lines) + " lines; at most 400 are allowed, so divide it"};
}

Complaints begins_with_a_sentence(const std::string& path, std::string_view text) {
  if (!is_cpp(path)) return {};
  if (first_comment(text).find(". ") != std::string::npos) return {};
  return {at_line(path, 1) + "expected a `//` sentence that says what the file is"};
}

Complaints has_pragma_once(const std::string& path, std::string_view text) {
  if (!is_header(path)) return {};
  for (const std::string_view line : lines_of(text)) {
    if (line == "#pragma once") return {};
    if (!line.empty() && !line.starts_with("//")) break;
  }
  return {path + ": expected #pragma once after the first sentence"};
}

Complaints leaves_nothing_unfinished(const std::string& path, std::string_view text) {
  Complaints complaints;
  for (const std::string_view mark : {"TO"
                                      "DO",
                                      "FIX"
                                      "ME",
                                      "X"
                                      "XX"})
    for (auto at = find_word(text, mark); at != text.npos; at = find_word(text, mark, at + 1))
      complaints.push_back(at_line(path, line_at(text, at)) + std::string(mark) +
                           " marks something unfinished; finish it or leave it out");
  return complaints;
}

Complaints leaves_no_placeholder(const std::string& path, std::string_view text) {
  if (!path.ends_with(".md")) return {};
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
  Complaints complaints;
  for (auto at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    const std::size_t end = text.find_first_not_of(letters, at + 1);
    if (end == text.npos || end == at + 1 || text[end] != '@') continue;
    complaints.push_back(at_line(path, line_at(text, at)) +
                         std::string(text.substr(at, end + 1 - at)) + " is still to be filled in");
    at = end;
  }
  return complaints;
}

Complaints names_no_machine(const std::string& path, std::string_view text) {
  const bool may_be_temporary = path.starts_with("tests/") || path.ends_with(".sh");
  Complaints complaints;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(text)) {
    ++number;
    for (const std::string_view folder : {"/wo"
                                          "rk/",
                                          "/ro"
                                          "ot/",
                                          "/ho"
                                          "me/",
                                          "/t"
                                          "mp/"}) {
      const std::size_t at = line.find(folder);
      if (at == line.npos || !begins_path(line, at)) continue;
      if (folder[1] == 't' && may_be_temporary) continue;
      complaints.push_back(at_line(path, number) + std::string(folder) + " is of one machine only");
    }
  }
  return complaints;
}

Complaints names_no_registry(const std::string& path, std::string_view text) {
  constexpr std::array<std::string_view, 13> hosts{
      "registry.npm"
      "js.org",
      "npm"
      "js.com",
      "yarn"
      "pkg.com",
      "py"
      "pi.org",
      "python"
      "hosted.org",
      "crates"
      ".io",
      "proxy.go"
      "lang",
      "ruby"
      "gems.org",
      "repo.mav"
      "en",
      "repo1.mav"
      "en",
      "nu"
      "get.org",
      "deb.deb"
      "ian.org",
      "archive.ubu"
      "ntu.com"};
  Complaints complaints;
  for (const std::string_view host : hosts)
    for (auto at = text.find(host); at != text.npos; at = text.find(host, at + 1))
      complaints.push_back(at_line(path, line_at(text, at)) + "names the registry " +
                           std::string(host));
  return complaints;
}

Complaints locks_no_addresses(const std::string& path, std::string_view text) {
  if (!is_lock(path)) return {};
  const std::size_t at = std::min(text.find("\"resolved\""), text.find("\n  resolved "));
  if (at == text.npos) return {};
  return {at_line(path, line_at(text, at)) + "holds download addresses (resolved)"};
}

Complaints stops_at_failures(const std::string& path, std::string_view text) {
  if (!path.ends_with(".sh")) return {};
  for (const std::string_view line : lines_of(text)) {
    if (line == "set -euo pipefail") return {};
    if (!line.empty() && !line.starts_with("#")) break;
  }
  return {path + ": expected `set -euo pipefail` before any other command"};
}

}  // namespace squall
