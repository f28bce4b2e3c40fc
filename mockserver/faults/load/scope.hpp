// The setting that all limits share: whom they count together.
#pragma once

#include "scenarios/by_key.hpp"
#include "scenarios/settings.hpp"

namespace squall {

inline constexpr Setting scope_setting{
    "scope", SettingKind::choice, "key", "key|all",
    "whose attempts count together: those of one API key, or everybody's"};

inline Scope scope_of(const Settings& given) {
  return given.text("scope") == "all" ? Scope::all : Scope::key;
}

}  // namespace squall
