// Reads HTTP/1.1 requests from bytes as they arrive, and is not impressed by any of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "mockserver/request.hpp"

namespace squall {

// The largest body a real edge takes (facts: Anthropic 413 above 32 MB), and room for its headers.
inline constexpr std::uint64_t most_body = 32 * 1024 * 1024;
inline constexpr std::uint32_t most_head = 64 * 1024;

class RequestReader {
 public:
  RequestReader();
  ~RequestReader();

  enum class State : std::uint8_t {
    more,       // feed it more bytes
    expecting,  // the client waits for `100 Continue` before it sends the body; then feed more
    done,       // `take` gives the request
    failed,     // `failure` says why; nothing more can be read from this connection
  };
  // Keeps what belongs to the next request. May be fed nothing, to go on with what was kept.
  State feed(std::string_view bytes);

  // Valid after done, and for as much as was understood after failed.
  Request take();
  bool keep_alive() const;
  bool takes_chunks() const;  // HTTP/1.1: a body may be sent in chunks
  bool has_begun() const;     // bytes of an unfinished request are here

  struct Failure {
    int status = 400;
    std::string why;
  };
  const Failure& failure() const;

 private:
  struct Parsing;
  std::unique_ptr<Parsing> parsing_;
};

}  // namespace squall
