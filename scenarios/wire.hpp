// The only seam to the network: a connection as bytes in, bytes out, and the ways it can end.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace squall {

namespace net = boost::asio;
using error_code = boost::system::error_code;

// What one read brought: bytes, or why there are none (end of stream, reset, closed here).
struct Received {
  std::string_view bytes;  // valid until the next read
  error_code ec;
};

// Used by one coroutine at a time. Server and clients speak through it, over TCP or in memory.
class Wire {
 public:
  virtual ~Wire() = default;

  // Waits for more bytes. Fails with net::error::eof when the peer sent FIN.
  virtual net::awaitable<Received> receive() = 0;
  // Returns when all bytes are handed over. On TCP one call is one segment where sizes allow.
  virtual net::awaitable<error_code> send(std::string_view bytes) = 0;

  // Until `unwatch`, calls `gone` once if the peer hangs up. Bytes that arrive meanwhile are kept
  // for the next `receive`.
  virtual void watch(std::function<void()> gone) = 0;
  virtual void unwatch() = 0;

  virtual void close() = 0;  // FIN: an orderly end
  virtual void reset() = 0;  // RST: the peer's reads and writes fail
};

// Opens a connection to the server under test, or gives why not.
struct Dialled {
  std::unique_ptr<Wire> wire;
  error_code ec;
};
using Dial = std::function<net::awaitable<Dialled>()>;

}  // namespace squall
