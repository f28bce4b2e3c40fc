// Rows for what the platform words itself unless the scenario has words of its own.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/settings.hpp"

namespace squall {

inline constexpr Setting type_setting[] = {
    {"type", SettingKind::text, "usual", "",
     "error type; `usual` is the platform's for the status"}};
inline constexpr Setting message_setting[] = {
    {"message", SettingKind::text, "usual", "", "error text; `usual` is the platform's own"}};

// A text setting, "" where it says `silent`.
inline std::string said(const Settings& settings, std::string_view key,
                        std::string_view silent = "usual") {
  const std::string& text = settings.text(key);
  return text == silent ? "" : text;
}

}  // namespace squall
