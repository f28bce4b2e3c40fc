// Whether a program, found as the system would find and start it, would run under time warp.

#include <elf.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

#include "runner/warp/elf.hpp"
#include "runner/warp/warp.hpp"

namespace squall {
namespace {

/// The system goes through at most this many interpreters from a script.
constexpr int longest_chain = 5;

/// Headers, loader and Go's note come first in a file; a runtime of 100 MB need not be read.
constexpr std::size_t head_size = 1 << 20;

std::string head_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string head(head_size, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return head;
}

/// The loader of a program that gains rights over who starts it leaves LD_PRELOAD out.
bool gains_rights(const std::filesystem::path& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return false;
  if ((status.st_mode & S_ISUID) != 0 && status.st_uid != geteuid()) return true;
  if ((status.st_mode & S_ISGID) != 0 && status.st_gid != getegid()) return true;
  return geteuid() != 0 && getxattr(file.c_str(), "security.capability", nullptr, 0) > 0;
}

/// What a script's first line starts: the interpreter, or the program that env looks up for it.
std::string interpreter(std::string_view script) {
  std::istringstream line{std::string(script.substr(2, script.find('\n') - 2))};
  std::vector<std::string> words{std::istream_iterator<std::string>(line), {}};
  if (words.empty()) return "";
  if (std::filesystem::path(words.front()).filename() != "env") return words.front();
  for (std::size_t i = 1; i < words.size(); ++i) {
    const bool is_option = words[i].starts_with('-');
    const bool is_assignment = words[i].find('=') != std::string::npos;
    if (!is_option && !is_assignment) return words[i];
  }
  return words.front();
}

std::optional<std::string> why_not(const std::filesystem::path& program,
                                   std::string_view search_path, int chain) {
  const auto file = find_program(program, search_path);
  if (!file) return "it is not on the search path";
  std::error_code ec;
  if (!std::filesystem::is_regular_file(*file, ec)) return "there is no such file";
  if (access(file->c_str(), R_OK) != 0) return "it cannot be read";

  const std::string head = head_of(*file);
  if (!head.starts_with("#!")) {
    if (!head.starts_with(ELFMAG)) {
      return "it is neither an ELF program nor a #! script";
    }
    if (gains_rights(*file)) return "it runs with more rights than its caller (setuid)";
    return why_not_preloaded(head);
  }
  if (chain == longest_chain) return "its #! lines lead from script to script";
  const std::string next = interpreter(head);
  if (next.empty()) return "its #! line names no interpreter";
  const auto reason = why_not(next, search_path, chain + 1);
  if (!reason) return std::nullopt;
  return "its interpreter " + next + " cannot be warped: " + *reason;
}

}  // namespace

std::optional<std::filesystem::path> find_program(const std::filesystem::path& program,
                                                  std::string_view search_path) {
  if (program.string().find('/') != std::string::npos) return program;
  std::istringstream folders{std::string(search_path)};
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::filesystem::path candidate =
        std::filesystem::path(folder.empty() ? "." : folder) / program;
    std::error_code ec;
    if (std::filesystem::is_regular_file(candidate, ec) && access(candidate.c_str(), X_OK) == 0) {
      return candidate;
    }
  }
  return std::nullopt;
}

std::optional<std::string> why_not_warped(const std::filesystem::path& program,
                                          std::string_view search_path) {
  return why_not(program, search_path, 0);
}

std::optional<std::string> why_not_warped(const std::filesystem::path& program) {
  const char* search_path = std::getenv("PATH");
  return why_not_warped(program, search_path == nullptr ? "" : search_path);
}

bool can_be_warped(const std::filesystem::path& program) { return !why_not_warped(program); }

}  // namespace squall
