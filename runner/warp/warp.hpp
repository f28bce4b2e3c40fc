// How the runner puts an unmodified program under time warp, and how it knows that it cannot.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "runner/warp/warped_time.hpp"

namespace squall {

/// The scenario clock that every process of one run shares. At `monotonic_epoch` on the real
/// CLOCK_MONOTONIC, warped wall clocks show `realtime_epoch` (since 1970) and warped monotonic
/// clocks the true time; from there both run at `speed`.
struct WarpEnvironment {
  Speed speed;
  std::chrono::nanoseconds monotonic_epoch{};
  std::chrono::nanoseconds realtime_epoch{};
  std::filesystem::path library;

  /// The variables to add to a program's environment. `preloaded` is its LD_PRELOAD as it stands,
  /// which is kept, in front. Throws BadInput if no text that parse_speed reads is this speed, an
  /// epoch is negative, or the library's path holds a blank or colon: LD_PRELOAD cannot say such a
  /// path.
  std::map<std::string, std::string> variables(std::string_view preloaded = {}) const;
};

/// The decimal that parse_speed reads as this speed, cut off after nine decimals.
std::string to_string(Speed speed);

/// The file that the system would start for a program: itself when it names a path, else the first
/// executable of this name in `search_path`.
std::optional<std::filesystem::path> find_program(const std::filesystem::path& program,
                                                  std::string_view search_path);

/// Why a program would keep real time although it is started with a WarpEnvironment, in plain
/// English; nothing if it would take the warp. A name without a slash is looked up in
/// `search_path` (as PATH is), and a #! script is judged by its interpreter. Judges what the file
/// is: a program that enters the kernel by its own instructions is found out only if it is Go's.
std::optional<std::string> why_not_warped(const std::filesystem::path& program,
                                          std::string_view search_path);

/// The same with this process's own PATH.
std::optional<std::string> why_not_warped(const std::filesystem::path& program);
bool can_be_warped(const std::filesystem::path& program);

}  // namespace squall
