// A wire that writes down what is done to it, and when; its peer does what the test says.
#pragma once

#include <boost/asio/error.hpp>

#include <functional>
#include <limits>
#include <string>
#include <utility>

#include "scenarios/clock.hpp"
#include "scenarios/wire.hpp"

namespace squall {

class RecordedWire : public Wire {
 public:
  explicit RecordedWire(Clock& clock) : clock_(clock) {}

  // Lines such as `30250ms send "data"`.
  std::string trace;
  std::size_t sends_that_succeed = std::numeric_limits<std::size_t>::max();

  // The peer hangs up: whoever watches is told.
  void hang_up() {
    if (const auto gone = std::exchange(gone_, nullptr)) gone();
  }
  bool is_watched() const { return gone_ != nullptr; }

  net::awaitable<Received> receive() override { co_return Received{{}, net::error::eof}; }

  net::awaitable<error_code> send(std::string_view bytes) override {
    if (sends_that_succeed == 0) {
      note("send fails");
      co_return net::error::connection_reset;
    }
    --sends_that_succeed;
    note("send \"" + std::string(bytes) + "\"");
    co_return error_code{};
  }

  void watch(std::function<void()> gone) override { gone_ = std::move(gone); }
  void unwatch() override { gone_ = nullptr; }
  void close() override { note("close"); }
  void reset() override { note("reset"); }

 private:
  void note(const std::string& what) {
    const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now());
    trace += std::to_string(at.count()) + "ms " + what + "\n";
  }

  Clock& clock_;
  std::function<void()> gone_;
};

}  // namespace squall
