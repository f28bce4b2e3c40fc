// The repository as text: what the tidy rules look at, and how they complain.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace squall {

// Text by path from the root. Rules that look at the whole of it can be tried on small ones.
using Repository = std::map<std::string, std::string>;

// `path:line: what is wrong and what to do`, one for each mistake.
using Complaints = std::vector<std::string>;

// What git tracks or would track. Without git the tree is walked, past what is built or installed.
Repository read_repository(const std::string& root);

// Without their line ends. A last line that lacks its end counts.
std::vector<std::string_view> lines_of(std::string_view text);

std::string at_line(std::string_view path, std::size_t line);  // `path:line: `
std::size_t line_at(std::string_view text, std::size_t offset);

bool is_header(std::string_view path);
bool is_cpp(std::string_view path);              // headers too
std::string folder_of(const std::string& path);  // "" for the root
std::string stem_of(const std::string& path);

bool is_word_letter(char c);
// Where `word` stands in `text` from `from` on with no letter of a word beside it, or npos.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);

// C++ with comments and the insides of literals blanked, so that rules see code only. Offsets and
// lines stay what they were.
std::string code_only(std::string_view text);

}  // namespace squall
