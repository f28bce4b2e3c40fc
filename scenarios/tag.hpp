// The tag by which the server recognises a call, whatever stack carried it.
#pragma once

#include <string>
#include <string_view>

namespace squall {

// `[[squall 17]]`: the runner puts it into the prompt. It survives SDKs, routers and gateways,
// because they must not change what the user said.
std::string call_tag(std::string_view call);

// The call named by the first tag in the text, or "". Names are 1 to 64 letters, digits, `-_.`.
std::string_view tagged_call(std::string_view text);

}  // namespace squall
