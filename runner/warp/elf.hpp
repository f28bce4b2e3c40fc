// The little of an ELF file that decides whether a preload library takes effect in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace squall {

/// Why a program in this ELF file would not load the time warp library, in plain English; nothing
/// if it would. `bytes` is the whole file, or as much of it as holds headers, loader and notes.
std::optional<std::string> why_not_preloaded(std::string_view bytes);

}  // namespace squall
