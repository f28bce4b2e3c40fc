// Two queues of bytes and the news of how the other end left.
#include "scenarios/pipe_wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <string>

namespace squall {
namespace {

// What one end is told by the other.
struct Inbox {
  explicit Inbox(const net::any_io_executor& executor)
      : news(executor, net::steady_timer::time_point::max()) {}
  std::string bytes;
  error_code end;          // eof or connection_reset, once the other end has left
  net::steady_timer news;  // cancelled when something changes
  std::function<void()> gone;

  void leave(error_code how) {
    if (end) return;
    end = how;
    news.cancel();
    if (const auto call = std::exchange(gone, nullptr)) call();
  }
};

class PipeWire : public Wire {
 public:
  PipeWire(std::shared_ptr<Inbox> mine, std::shared_ptr<Inbox> theirs)
      : mine_(std::move(mine)), theirs_(std::move(theirs)) {}
  ~PipeWire() override { close(); }

  net::awaitable<Received> receive() override {
    while (mine_->bytes.empty() && !mine_->end) {
      const auto token = net::as_tuple(net::use_awaitable);
      const auto [ec] = co_await mine_->news.async_wait(token);
      static_cast<void>(ec);
    }
    // What arrived before a reset can still be read, as on Linux.
    if (mine_->bytes.empty()) co_return Received{{}, mine_->end};
    taken_ = std::exchange(mine_->bytes, {});
    co_return Received{taken_, {}};
  }

  net::awaitable<error_code> send(std::string_view bytes) override {
    if (closed_ || mine_->end == net::error::connection_reset) co_return net::error::broken_pipe;
    theirs_->bytes += bytes;
    theirs_->news.cancel();
    co_return error_code{};
  }

  void watch(std::function<void()> gone) override {
    if (mine_->end)
      gone();
    else
      mine_->gone = std::move(gone);
  }
  void unwatch() override { mine_->gone = nullptr; }

  void close() override { leave(net::error::eof); }
  void reset() override { leave(net::error::connection_reset); }

 private:
  void leave(error_code how) {
    if (std::exchange(closed_, true)) return;
    theirs_->leave(how);
    mine_->leave(net::error::operation_aborted);
  }

  std::shared_ptr<Inbox> mine_, theirs_;
  std::string taken_;
  bool closed_ = false;
};

}  // namespace

std::pair<std::unique_ptr<Wire>, std::unique_ptr<Wire>> pipe_wires(net::any_io_executor executor) {
  const auto a = std::make_shared<Inbox>(executor);
  const auto b = std::make_shared<Inbox>(executor);
  return {std::make_unique<PipeWire>(a, b), std::make_unique<PipeWire>(b, a)};
}

}  // namespace squall
