// Compares a whole text with a file under tests/golden; UPDATE_GOLDEN=1 rewrites the file.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#ifndef SQUALL_SOURCE_DIR
#error "SQUALL_SOURCE_DIR must be the repository's root, as a string"
#endif

namespace squall {

// `name` is the file's path below tests/golden, such as `reports/truncated.txt`. A missing file
// fails, so that nobody commits a test without what it compares with.
inline void expect_golden(const std::string& name, const std::string& actual) {
  const auto path = std::filesystem::path(SQUALL_SOURCE_DIR) / "tests" / "golden" / name;
  const char* update = std::getenv("UPDATE_GOLDEN");
  if (update && std::string(update) == "1") {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream wanted;
  wanted << file.rdbuf();
  EXPECT_TRUE(file.is_open()) << "tests/golden/" << name << " is missing; make it: UPDATE_GOLDEN=1";
  EXPECT_EQ(wanted.str(), actual) << "tests/golden/" << name
                                  << "; if this is meant: UPDATE_GOLDEN=1";
}

}  // namespace squall
