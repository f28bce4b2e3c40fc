// Rules that look at one file as lines of text. Each takes a path and the file's text.
#pragma once

#include "tests/tidy/repository.hpp"

namespace squall {

// C++: no line above 100 columns; a column is a character, not a byte.
Complaints keeps_lines_short(const std::string& path, std::string_view text);

// Code in any language: no file above 400 lines.
Complaints keeps_files_short(const std::string& path, std::string_view text);

// C++: the first line begins a `//` sentence that says what the file is.
Complaints begins_with_a_sentence(const std::string& path, std::string_view text);

// Headers: `#pragma once` right after that sentence.
Complaints has_pragma_once(const std::string& path, std::string_view text);

// Nothing is marked as unfinished.
Complaints leaves_nothing_unfinished(const std::string& path, std::string_view text);

// Markdown: nothing such as `@NAME@` is still to be filled in.
Complaints leaves_no_placeholder(const std::string& path, std::string_view text);

// No path of the machine it was written on. Temporary folders stand in tests and scripts only.
Complaints names_no_machine(const std::string& path, std::string_view text);

// No host of a package registry: what is installed comes from the user's own.
Complaints names_no_registry(const std::string& path, std::string_view text);

// Lock files hold versions and hashes, no download addresses.
Complaints locks_no_addresses(const std::string& path, std::string_view text);

// Shell scripts stop at the first failure, of a pipe too.
Complaints stops_at_failures(const std::string& path, std::string_view text);

}  // namespace squall
