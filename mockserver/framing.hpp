// Puts a reply into HTTP/1.1: the head becomes the first step, the body gets its delimiters.
#pragma once

#include "mockserver/script.hpp"

namespace squall {

struct FramingWishes {
  bool keep_alive = true;  // what the client asked for
  bool head_only = false;  // a HEAD request: no body, same head
  bool chunks = true;      // the client knows chunked bodies: HTTP/1.1, not 1.0
};

// The head goes out together with the first bytes of the body, as real servers do; waits that stand
// before them stay before it. One chunk per step, so that an event is a chunk.
// Afterwards the script is everything that goes on the wire.
void frame(Reply& reply, const FramingWishes& wishes);

// The standard phrase, or "Unknown".
std::string_view reason_phrase(int status);

}  // namespace squall
