// Splits lines, joins data, emits at blank lines.
#include "runner/reference/sse.hpp"

namespace squall {

void SseParser::feed(std::string_view bytes, const std::function<void(SseEvent&&)>& emit) {
  for (const char c : bytes) {
    const bool second_of_crlf = c == '\n' && after_cr_;
    after_cr_ = c == '\r';
    if (second_of_crlf) continue;
    if (c != '\n' && c != '\r') {
      line_ += c;
      continue;
    }
    std::string_view line = line_;
    if (first_line_ && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    first_line_ = false;
    take_line(line, emit);
    line_.clear();
  }
}

void SseParser::take_line(std::string_view line, const std::function<void(SseEvent&&)>& emit) {
  if (line.empty()) {
    if (has_data_) emit(std::move(event_));
    event_ = {};
    has_data_ = false;
    return;
  }
  const std::size_t colon = line.find(':');
  const std::string_view field = line.substr(0, colon);
  std::string_view value = colon == line.npos ? std::string_view{} : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (field == "event") event_.name = value;
  if (field == "data") {
    if (has_data_) event_.data += '\n';
    event_.data += value;
    has_data_ = true;
  }
}

}  // namespace squall
