// Waits for a moment that may move on while it is waited for.
#include "runner/reference/patience.hpp"

namespace squall {

net::awaitable<void> Patience::run_out() const {
  const std::unique_ptr<Alarm> alarm = clock_.alarm();
  while (clock_.now() < std::min(limit_, deadline_)) {
    const Instant next = std::min(limit_, deadline_);
    const bool reached = co_await alarm->wait_until(next);
    static_cast<void>(reached);
  }
}

}  // namespace squall
