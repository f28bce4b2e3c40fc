// Server-sent events out of bytes that arrive in any pieces.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace squall {

struct SseEvent {
  std::string name;  // "" for the default
  std::string data;  // several data lines are joined by a line feed
};

// Takes LF, CR and CRLF line ends, comments, a byte-order mark, and events cut anywhere (WHATWG
// HTML, 9.2.6). An event without its blank line at the end of the stream is dropped, as the
// standard says.
class SseParser {
 public:
  void feed(std::string_view bytes, const std::function<void(SseEvent&&)>& emit);

 private:
  void take_line(std::string_view line, const std::function<void(SseEvent&&)>& emit);
  std::string line_;
  SseEvent event_;
  bool has_data_ = false, after_cr_ = false, first_line_ = true;
};

}  // namespace squall
