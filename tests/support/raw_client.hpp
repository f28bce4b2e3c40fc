// A blocking TCP client for tests: sees what the kernel says, FIN and RST alike.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

#include "tests/support/listener.hpp"

namespace squall {

class RawClient final : public Listener {
 public:
  // `from`: the port that the client itself has; 0 for any.
  explicit RawClient(std::uint16_t port, std::uint16_t from = 0)
      : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    // Only a server that hangs is ever waited for so long.
    const timeval limit{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(from);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (from != 0 &&
        ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      end_ = errno;
    address.sin_port = htons(port);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      end_ = errno;
  }
  ~RawClient() { leave(); }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), end_(other.end_) {}
  RawClient& operator=(RawClient&&) = delete;

  // False when the connection broke on the way.
  bool say(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Nothing has come, and the connection is open.
  bool hears_nothing() const {
    char byte;
    const auto got = ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }

  // How the connection ended: 0 for FIN, or the error.
  int end() const { return end_; }

  int descriptor() const { return socket_; }

  void half_close() { ::shutdown(socket_, SHUT_WR); }
  void leave() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

 private:
  bool hear_more(std::string& heard) override {
    char bytes[16 * 1024];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got > 0) heard.append(bytes, static_cast<std::size_t>(got));
    end_ = got < 0 ? errno : 0;
    return got > 0;
  }

  int socket_ = -1;
  int end_ = 0;
};

}  // namespace squall
