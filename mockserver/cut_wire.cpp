// Counts what goes out.
#include "mockserver/cut_wire.hpp"

#include <boost/asio/error.hpp>

#include <algorithm>

namespace squall {
namespace {

class CutWire : public Wire {
 public:
  CutWire(std::unique_ptr<Wire> wire, std::uint64_t bytes) : wire_(std::move(wire)), left_(bytes) {}

  net::awaitable<error_code> send(std::string_view bytes) override {
    const std::string_view part = bytes.substr(0, std::min<std::uint64_t>(left_, bytes.size()));
    if (part.empty() && !bytes.empty()) co_return net::error::broken_pipe;
    left_ -= part.size();
    const error_code ec = co_await wire_->send(part);
    if (ec || left_ > 0) co_return ec;
    wire_->close();
    const bool said_all = part.size() == bytes.size();
    co_return said_all ? error_code{} : error_code{net::error::broken_pipe};
  }

  net::awaitable<Received> receive() override { return wire_->receive(); }
  void watch(std::function<void()> gone) override { wire_->watch(std::move(gone)); }
  void unwatch() override { wire_->unwatch(); }
  void close() override { wire_->close(); }
  void reset() override { wire_->reset(); }

 private:
  std::unique_ptr<Wire> wire_;
  std::uint64_t left_;
};

}  // namespace

std::unique_ptr<Wire> cut_wire(std::unique_ptr<Wire> wire, std::uint64_t bytes) {
  return std::make_unique<CutWire>(std::move(wire), bytes);
}

}  // namespace squall
