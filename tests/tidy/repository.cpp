// Reads the tree; tells code from comments and literals.
#include "tests/tidy/repository.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace squall {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> listed_by_git(const std::string& root) {
  const std::string command =
      "git -C '" + root + "' ls-files -z --cached --others --exclude-standard 2>/dev/null";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::vector<std::string> paths(1);
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    if (c == '\0')
      paths.emplace_back();
    else
      paths.back() += static_cast<char>(c);
  }
  ::pclose(pipe);
  paths.pop_back();
  return paths;
}

std::vector<std::string> found_by_walking(const std::string& root) {
  const std::set<std::string> left_out{".git",  "build",       "node_modules",
                                       ".venv", "__pycache__", "squall-runs"};
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator at(root), end; at != end; ++at) {
    if (at->is_directory() && left_out.contains(at->path().filename().string()))
      at.disable_recursion_pending();
    else if (at->is_regular_file())
      paths.push_back(fs::relative(at->path(), root).string());
  }
  return paths;
}

// What may precede the quote of a raw literal: `R"`, `u8R"`.
bool opens_raw(std::string_view text, std::size_t quote) {
  return quote > 0 && text[quote - 1] == 'R' &&
         (quote < 2 || !is_word_letter(text[quote - 2]) || text[quote - 2] == '8');
}

std::size_t end_of_raw(std::string_view text, std::size_t quote) {
  const std::size_t open = text.find('(', quote);
  if (open == text.npos) return text.size();
  const std::string close = ")" + std::string(text.substr(quote + 1, open - quote - 1)) + "\"";
  const std::size_t end = text.find(close, open);
  return end == text.npos ? text.size() : end + close.size();
}

std::size_t end_of_quoted(std::string_view text, std::size_t open) {
  std::size_t at = open + 1;
  while (at < text.size() && text[at] != text[open] && text[at] != '\n')
    at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

void blank(std::string& code, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to && i < code.size(); ++i)
    if (code[i] != '\n') code[i] = ' ';
}

}  // namespace

Repository read_repository(const std::string& root) {
  std::vector<std::string> paths = listed_by_git(root);
  if (paths.empty()) paths = found_by_walking(root);
  Repository repository;
  for (const std::string& path : paths) {
    std::ifstream file(fs::path(root) / path, std::ios::binary);
    if (file)  // what is tracked and deleted is not there
      repository[path] = {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  return repository;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return lines;
}

std::string at_line(std::string_view path, std::size_t line) {
  return std::string(path) + ":" + std::to_string(line) + ": ";
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  return static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n')) + 1;
}

bool is_header(std::string_view path) { return path.ends_with(".hpp"); }
bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || is_header(path); }

std::string folder_of(const std::string& path) { return fs::path(path).parent_path().string(); }
std::string stem_of(const std::string& path) { return fs::path(path).stem().string(); }

bool is_word_letter(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_word_letter(text[at - 1]);
    if (begins && (end == text.size() || !is_word_letter(text[end]))) return at;
  }
  return text.npos;
}

std::string code_only(std::string_view text) {
  std::string code(text);
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at + 1;
    const std::string_view two = text.substr(at, 2);
    if (two == "//") {
      end = std::min(text.find('\n', at), text.size());
      blank(code, at, end);
    } else if (two == "/*") {
      const std::size_t close = text.find("*/", at + 2);
      end = close == text.npos ? text.size() : close + 2;
      blank(code, at, end);
    } else if (text[at] == '"') {
      end = opens_raw(text, at) ? end_of_raw(text, at) : end_of_quoted(text, at);
      blank(code, at + 1, end - 1);
    } else if (text[at] == '\'' && (at == 0 || !is_word_letter(text[at - 1]))) {
      end = end_of_quoted(text, at);  // not a separator of digits
      blank(code, at + 1, end - 1);
    }
    at = end;
  }
  return code;
}

}  // namespace squall
