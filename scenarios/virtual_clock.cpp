// Alarms in a map; the run loop jumps to the earliest.
#include "scenarios/virtual_clock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace squall {

// Sleeps on a timer that never expires; ringing and waking both cancel it.
class VirtualAlarm : public Alarm {
 public:
  explicit VirtualAlarm(VirtualClock& clock)
      : clock_(clock),
        waiting_(clock.waiting_),
        timer_(clock.context_, net::steady_timer::time_point::max()) {}
  ~VirtualAlarm() override { leave(); }

  net::awaitable<bool> wait_until(Instant at) override {
    if (at <= clock_.now()) co_return true;
    key_ = {at, clock_.tickets_++};
    waiting_->emplace(key_, this);
    is_waiting_ = true;
    rang_ = false;
    const auto token = net::as_tuple(net::use_awaitable);
    const auto [ec] = co_await timer_.async_wait(token);
    static_cast<void>(ec);
    leave();
    co_return rang_;
  }

  void wake() override {
    leave();
    timer_.cancel();
  }

  void ring() {
    rang_ = true;
    wake();
  }

 private:
  void leave() {
    if (is_waiting_) waiting_->erase(key_);
    is_waiting_ = false;
  }

  VirtualClock& clock_;
  std::shared_ptr<VirtualClock::Waiting> waiting_;
  net::steady_timer timer_;
  VirtualClock::Key key_{};
  bool is_waiting_ = false;
  bool rang_ = false;
};

std::unique_ptr<Alarm> VirtualClock::alarm() { return std::make_unique<VirtualAlarm>(*this); }

std::size_t VirtualClock::run(Instant end) {
  std::size_t jumps = 0;
  while (true) {
    context_.restart();
    while (context_.poll() > 0) {
    }
    if (waiting_->empty()) break;
    const auto [key, alarm] = *waiting_->begin();
    if (key.first > end || key.first == Instant::max()) break;
    now_ = std::max(now_, key.first);
    static_cast<VirtualAlarm*>(alarm)->ring();
    ++jumps;
  }
  if (end != Instant::max()) now_ = std::max(now_, end);
  return jumps;
}

}  // namespace squall
