// Brings a scenario in from a file, within bounds.
#include <filesystem>
#include <fstream>

#include "scenarios/parse.hpp"

namespace squall {

std::string read_text_file(const std::string& path) {
  constexpr std::size_t most = 1024 * 1024;
  // A pipe or a device could keep its reader for ever.
  std::error_code ec;
  const auto kind = std::filesystem::status(path, ec).type();
  if (std::filesystem::exists(std::filesystem::file_status(kind)) &&
      kind != std::filesystem::file_type::regular)
    throw BadInput(path + ": expected a regular file; is it a directory, a pipe or a device?");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw BadInput(path + ": cannot be read; is the path right?");
  std::string text(most + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) throw BadInput(path + ": cannot be read; is its disk well?");
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > most) throw BadInput(path + ": expected at most 1 MiB");
  return text;
}

Scenario load_scenario(const std::string& path, const Vocabulary& words) {
  return parse_scenario(read_text_file(path), path, words);
}

}  // namespace squall
