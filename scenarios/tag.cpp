// Writes and finds call tags.
#include "scenarios/tag.hpp"

#include <algorithm>

namespace squall {
namespace {

constexpr std::string_view tag_open = "[[squall ", tag_close = "]]";
constexpr std::size_t longest_call = 64;

bool is_call_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_' || c == '.';
}

}  // namespace

std::string call_tag(std::string_view call) {
  return std::string(tag_open) + std::string(call) + std::string(tag_close);
}

std::string_view tagged_call(std::string_view text) {
  for (std::size_t at = text.find(tag_open); at != text.npos; at = text.find(tag_open, at + 1)) {
    const std::string_view rest =
        text.substr(at + tag_open.size(), longest_call + tag_close.size());
    const std::string_view call = rest.substr(0, rest.find(tag_close));
    if (call.size() < rest.size() && !call.empty() && std::ranges::all_of(call, is_call_letter))
      return call;
  }
  return {};
}

}  // namespace squall
