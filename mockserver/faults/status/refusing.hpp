// What all faults share that answer with an error instead of the answer.
#pragma once

#include <string>

#include "mockserver/fault.hpp"

namespace squall {

// The platform's own words, unless the scenario has some.
inline constexpr Setting message_setting{"message", SettingKind::text, "usual", "",
                                         "error text; `usual` is the platform's own"};
inline constexpr Setting retry_after_setting{
    "retry_after", SettingKind::text, "usual", "",
    "Retry-After header as it stands; `none` leaves it out, "
    "`usual` is what the platform sends"};

// A text setting, "" where it says `usual`.
std::string said(const Settings& settings, std::string_view key);

// Replaces the reply by the platform's refusal.
struct Refusing {
  Refusal refusal;
  std::string retry_after;  // "" for the platform's own, `none` for no header at all
  bool operator()(Reply& reply, const FaultContext& context, Random&) const;
};

}  // namespace squall
