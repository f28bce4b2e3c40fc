// The one place that reads the machine's clock.
#include "scenarios/real_clock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace squall {
namespace {

using std::chrono::steady_clock;

Duration times(Duration amount, Ratio factor) {
  return Duration{static_cast<std::int64_t>(SignedWide{amount.count()} *
                                            static_cast<std::int64_t>(factor.part) /
                                            static_cast<std::int64_t>(factor.whole))};
}

class RealAlarm : public Alarm {
 public:
  RealAlarm(const RealClock& clock, const net::any_io_executor& executor)
      : clock_(clock), timer_(executor) {}

  net::awaitable<bool> wait_until(Instant at) override {
    const Ratio speed = clock_.speed();
    const Ratio inverse{speed.whole, speed.part};
    // Far moments are waited for in steps, so that a clock that skips ahead is soon obeyed.
    const Duration step = times(std::chrono::seconds(1), speed);
    woken_ = false;
    bool has_waited = false;
    while (!woken_) {
      const Instant now = clock_.now();
      const Duration left = times(std::min(at, now + step) - now, inverse);
      if (left <= Duration{0}) {
        // Whoever is always late must still let others run: a signal, a client that hangs up.
        const auto executor = timer_.get_executor();
        if (!has_waited) co_await net::post(executor, net::use_awaitable);
        co_return !woken_;
      }
      has_waited = true;
      timer_.expires_after(left);
      const auto token = net::as_tuple(net::use_awaitable);
      const auto [ec] = co_await timer_.async_wait(token);
      if (ec) co_return false;
    }
    co_return false;
  }

  // The flag is for a timer that has just expired and cannot be cancelled any more.
  void wake() override {
    woken_ = true;
    timer_.cancel();
  }

 private:
  const RealClock& clock_;
  net::steady_timer timer_;
  bool woken_ = false;
};

}  // namespace

RealClock::RealClock(net::any_io_executor executor, Ratio speed, Instant start)
    : executor_(std::move(executor)), speed_(speed), start_(start) {}

std::chrono::nanoseconds RealClock::monotonic_now() {
  return steady_clock::now().time_since_epoch();
}

Instant RealClock::now() const {
  return began_ ? start_ + times(monotonic_now() - *began_, speed_) : start_;
}

void RealClock::begin() { began_ = monotonic_now(); }

std::unique_ptr<Alarm> RealClock::alarm() { return std::make_unique<RealAlarm>(*this, executor_); }

net::awaitable<void> sleep_until(Clock& clock, Instant at) {
  const std::unique_ptr<Alarm> alarm = clock.alarm();
  const bool reached = co_await alarm->wait_until(at);
  static_cast<void>(reached);
}

}  // namespace squall
