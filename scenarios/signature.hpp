// Who signed a block of thinking: a mark inside the signature, which anyone here can check.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/random.hpp"

namespace squall {

// The signer of a turn that no platform of this program gave.
inline constexpr std::string_view elsewhere = "elsewhere";

// A signature as long and as opaque as a real one: 344 characters of Base64 that begin with `EqQB`.
// Ten of them are keyed by the signer and by all the others.
std::string signature_of(std::string_view signer, Random& letters);

// False for what nobody here signed, and for what was changed since.
bool is_signed_by(std::string_view signer, std::string_view signature);

}  // namespace squall
