// Appends JSON text without a document in between, for the paths that run once per answer.
#pragma once

#include <string>
#include <string_view>

namespace squall {

// Appends `text` as a JSON string with its quotes. UTF-8 stays as it is; what is not UTF-8 becomes
// U+FFFD, so that what was written can always be read again: hostile bytes may be repeated in an
// error or in a history.
void append_json(std::string& out, std::string_view text);

// The same without quotes, for a string put together from parts.
void append_json_part(std::string& out, std::string_view text);

}  // namespace squall
