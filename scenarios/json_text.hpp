// Appends JSON text without a document in between, for the paths that run once per answer.
#pragma once

#include <string>
#include <string_view>

namespace squall {

// `text` as a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD, so that what was
// written can always be read again; everything above ASCII stays as it is.
void append_json_text(std::string& out, std::string_view text);

}  // namespace squall
